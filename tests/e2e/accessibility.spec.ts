// Every screen of the tour, checked by axe against WCAG 2.2 AA.
import AxeBuilder from '@axe-core/playwright'
import { expect, type Page, test } from '@playwright/test'
import { desktopScreen, phoneScreen } from './support/browser.ts'
import { contextOptions, stops } from './support/tour.ts'
import type { Part } from './support/tour-stop.ts'
import { openWorld, type World } from './support/tour-world.ts'

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

/** Elements that are still fading in don't have their final colours yet. */
const still = { reducedMotion: 'reduce' } as const

let world: World

test.beforeAll(async () => {
  test.setTimeout(300_000)
  world = await openWorld('accessibility')
})

test.afterAll(async () => {
  await world.stop()
})

const examine = async (page: Page, name: string): Promise<void> => {
  const { violations } = await new AxeBuilder({ page }).withTags(rules).analyze()
  const found = violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map((node) => node.target).join(' ')}`,
  )
  expect.soft(found, name).toEqual([])
}

const stopsOf = (part: Part) => stops.filter((stop) => stop.part === part)

for (const colorScheme of ['light', 'dark'] as const) {
  test(`the shop, ${colorScheme}`, async () => {
    test.setTimeout(300_000)
    const context = await world.browser.newContext(contextOptions('es', { colorScheme }))
    const page = await context.newPage()
    await page.emulateMedia({ ...still, colorScheme })
    for (const stop of stopsOf('shop')) {
      await stop.go(page, world)
      await examine(page, stop.name)
    }
    await context.close()
  })
}

test('the door', async () => {
  test.setTimeout(300_000)
  const page = await world.phone.open(world.stack.info.scannerUrl)
  await page.emulateMedia(still)
  for (const stop of stopsOf('door')) {
    await stop.go(page, world)
    await examine(page, stop.name)
  }
})

for (const language of ['en', 'es'] as const) {
  test(`the back office in ${language}, on a phone and on a desk`, async () => {
    test.setTimeout(300_000)
    const context = await world.browser.newContext(contextOptions(language))
    const page = await context.newPage()
    await page.emulateMedia(still)
    for (const stop of stopsOf('office')) {
      await page.setViewportSize(phoneScreen)
      await stop.go(page, world)
      expect(await page.locator('html').getAttribute('lang')).toBe(language)
      await examine(page, `${stop.name}, phone`)
      await page.setViewportSize(desktopScreen)
      await examine(page, `${stop.name}, desk`)
    }
    await context.close()
  })
}
