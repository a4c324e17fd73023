// Every screen of the tour, checked by axe against WCAG 2.2 AA.
import { expect, type Page, test } from '@playwright/test'
import { desktopScreen, phoneScreen } from './support/browser.ts'
import { examine } from './support/examine.ts'
import { contextOptions, stops } from './support/tour.ts'
import type { Part } from './support/tour-stop.ts'
import { openWorld, type World } from './support/tour-world.ts'

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

/**
 * Each language and each theme once, and each size once; of a run's sizes axe looks at the first, and the others are for
 * what has to fit. With `MAGUEY_TOUR=whole` all of them with each other.
 */
const everySize = ['phone', 'desk', 'narrow', 'twice the text'] as const
const whole = process.env.MAGUEY_TOUR === 'whole'
const officeRuns: readonly OfficeRun[] = whole
  ? (['en', 'es'] as const).flatMap((language) =>
      (['dark', 'light'] as const).map((colorScheme) => ({
        ...{ language, colorScheme, sizes: everySize },
      })),
    )
  : [
      { language: 'en', colorScheme: 'dark', sizes: ['desk', 'phone'] },
      { language: 'es', colorScheme: 'light', sizes: ['phone', 'narrow', 'twice the text'] },
    ]

type OfficeRun = {
  readonly language: 'en' | 'es'
  readonly colorScheme: 'dark' | 'light'
  readonly sizes: readonly (typeof everySize)[number][]
}

const setSize = async (page: Page, size: (typeof everySize)[number]) => {
  const viewports = {
    phone: phoneScreen,
    desk: desktopScreen,
    narrow: { width: 320, height: 640 },
    'twice the text': desktopScreen,
  }
  await page.setViewportSize(viewports[size])
  await page.evaluate(
    (text) => {
      document.documentElement.style.fontSize = text
    },
    size === 'twice the text' ? '200%' : '',
  )
}

/** How many pixels of the page can be reached only by scrolling sideways, and whose they are. */
const overflowOf = (page: Page) =>
  page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement
    if (scrollWidth <= clientWidth) return null
    const wide = [...document.querySelectorAll('body *')].filter(
      (element) => element.getBoundingClientRect().right > clientWidth + 1,
    )
    return `${scrollWidth - clientWidth} px: ${wide.at(-1)?.outerHTML.slice(0, 120)}`
  })

for (const { language, colorScheme, sizes } of officeRuns) {
  test(`the back office in ${language}, ${colorScheme}`, async () => {
    test.setTimeout(600_000)
    const context = await world.browser.newContext(contextOptions(language, { colorScheme }))
    const page = await context.newPage()
    await page.emulateMedia({ ...still, colorScheme })
    for (const stop of stopsOf('office')) {
      await page.setViewportSize(phoneScreen)
      await stop.go(page, world)
      expect(await page.locator('html').getAttribute('lang')).toBe(language)
      for (const size of sizes) {
        await setSize(page, size)
        if (whole || size === sizes[0]) await examine(page, `${stop.name}, ${size}`)
        expect.soft(await overflowOf(page), `${stop.name}, ${size}`).toBeNull()
      }
    }
    await context.close()
  })
}
