// Chromium through Playwright, as in the other end-to-end tests.
import { chromium } from '@playwright/test'
import { chromiumArgs, findChromium } from '../../../scripts/lib/chromium.mjs'
import type { EngineSearch } from './engine.ts'

export function findChromiumEngine(): EngineSearch {
  const executablePath = findChromium()
  if (executablePath === undefined) return { missing: 'no Chromium that runs' }
  return {
    engine: {
      name: 'Chromium',
      launch: async (profile) => {
        const context = await chromium.launchPersistentContext(profile, {
          executablePath,
          args: chromiumArgs(),
          viewport: { width: 390, height: 844 },
          locale: 'en-US',
        })
        const page = context.pages()[0] ?? (await context.newPage())
        return {
          open: async (url) => void (await page.goto(url)),
          run: (body) => page.evaluate(`(() => { ${body} })()`),
          close: () => context.close(),
        }
      },
    },
  }
}
