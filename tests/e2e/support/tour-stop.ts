// One stop of the tour: a screen, and how to reach it in either language.

import { expect, type Page } from '@playwright/test'
import type { World } from './tour-world.ts'

export type Part = 'shop' | 'door' | 'office' | 'local'
export type Stop = { part: Part; name: string; go: (page: Page, world: World) => Promise<void> }

/** @returns a function that creates a stop of that part */
export const stopOf =
  (part: Part) =>
  (name: string, go: Stop['go']): Stop => ({ part, name, go })

export const openEvent = async (page: Page, world: World, base: string): Promise<void> => {
  await page.goto(`${world.stack.info.shopUrl}/events/${world.slugs[base]}`)
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
}

export const heading = (page: Page) =>
  expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible()
