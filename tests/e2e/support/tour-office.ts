// The back office's screens.

import { expect, type Page } from '@playwright/test'
import { heading, type Stop, stopOf } from './tour-stop.ts'
import type { World } from './tour-world.ts'

const office = stopOf('office')

const officePage = async (page: Page, world: World, path: string): Promise<void> => {
  const { stack } = world
  await page.goto(`${stack.info.backOfficeUrl}/${path}`)
  const email = page.locator('input[name=email]')
  await expect(email.or(page.getByRole('main')).first()).toBeVisible()
  if (!(await email.isVisible())) return
  await email.fill(stack.info.manager.email)
  await page.locator('input[name=password]').fill(stack.info.manager.password)
  await page.locator('form button[type=submit]').click()
  await expect(page.getByTestId('inside-now')).toBeVisible()
  await page.goto(`${stack.info.backOfficeUrl}/${path}`)
}

export const officeStops: Stop[] = [
  office('sign-in', async (page, world) => {
    await page.goto(world.stack.info.backOfficeUrl)
    await expect(page.locator('input[name=email]')).toBeVisible()
  }),
  office('live', async (page, world) => {
    await officePage(page, world, 'live')
    await expect(page.getByTestId('double-entry').first()).toBeVisible()
  }),
  office('double-entry-note', async (page, world) => {
    await officePage(page, world, 'live')
    await page.getByTestId('double-entry').first().getByRole('button').click()
    await expect(page.getByRole('dialog')).toBeVisible()
  }),
  office('wall', async (page, world) => {
    await officePage(page, world, 'wall')
    await expect(page.getByTestId('wall')).toBeVisible()
  }),
  office('phones', async (page, world) => {
    await officePage(page, world, 'phones')
    await expect(page.getByText('Phone at Main').first()).toBeVisible()
  }),
  office('pairing', async (page, world) => {
    await officePage(page, world, 'phones')
    await page
      .getByRole('button', { name: /pair|emparejar|vincular/i })
      .first()
      .click()
    await page.locator('form button[type=submit]').click()
    await expect(page.getByTestId('pairing-code')).toBeVisible()
  }),
  office('promos', async (page, world) => {
    await officePage(page, world, 'promos')
    await heading(page)
  }),
]
