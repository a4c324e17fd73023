// Photographs every stop of the tour into docs/screenshots: {part}-{name}-{width}[-{theme}]-{language}.jpg
import { mkdirSync, rmSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { type Page, test } from '@playwright/test'
import { desktopScreen, phoneScreen } from '../e2e/support/browser.ts'
import { contextOptions, type Language, localeOf, stops } from '../e2e/support/tour.ts'
import type { Part, Stop } from '../e2e/support/tour-stop.ts'
import { openWorld, type World } from '../e2e/support/tour-world.ts'

const folder = fileURLToPath(new URL('../../docs/screenshots/', import.meta.url))
const only = process.env.MAGUEY_SCREENS

let world: World

test.beforeAll(async () => {
  test.setTimeout(300_000)
  if (only === undefined) rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  world = await openWorld('screenshots')
})

test.afterAll(async () => {
  await world.stop()
})

const shoot = async (
  page: Page,
  stop: Stop,
  language: Language,
  theme?: 'light' | 'dark',
): Promise<void> => {
  const width = page.viewportSize()?.width
  const suffix = [width, theme, language].filter((part) => part !== undefined).join('-')
  await page.screenshot({
    path: `${folder}${stop.part}-${stop.name}-${suffix}.jpg`,
    type: 'jpeg',
    quality: 82,
    animations: 'disabled',
  })
}

const stopsOf = (part: Part) =>
  stops.filter(
    (stop) =>
      stop.part === part && (only === undefined || new RegExp(only).test(`${part}-${stop.name}`)),
  )

for (const language of ['en', 'es'] as const) {
  test(`the door in ${language}`, async () => {
    await world.phone.close()
    const page = await world.phone.open(world.stack.info.scannerUrl, { locale: localeOf[language] })
    // The app remembers the language in which it was first opened.
    await page.evaluate((locale) => localStorage.setItem('PARAGLIDE_LOCALE', locale), language)
    for (const stop of stopsOf('door')) {
      await stop.go(page, world)
      await page.waitForTimeout(500)
      await shoot(page, stop, language)
      if (language === 'es') continue
      await page.setViewportSize(desktopScreen)
      await page.waitForTimeout(300)
      await shoot(page, stop, language)
      await page.setViewportSize(phoneScreen)
    }
  })

  for (const part of ['shop', 'office', 'local'] as const) {
    const themes = part === 'shop' ? (['light', 'dark'] as const) : [undefined]
    for (const theme of themes) {
      for (const viewport of [phoneScreen, desktopScreen]) {
        test(`${part} in ${language}, ${viewport.width} wide${theme ? `, ${theme}` : ''}`, async () => {
          const options = contextOptions(language, {
            viewport,
            ...(theme ? { colorScheme: theme } : {}),
          })
          const context = await world.browser.newContext(options)
          const page = await context.newPage()
          for (const stop of stopsOf(part)) {
            await stop.go(page, world)
            await page.waitForTimeout(500)
            await shoot(page, stop, language, theme)
          }
          await context.close()
        })
      }
    }
  }
}
