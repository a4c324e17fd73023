// Every verdict that a door phone's page shows, noted in the page itself: a look from outside can miss a short one.
import type { BrowserContext, Page } from '@playwright/test'

export type VerdictShown = { verdict: string; colour: string; text: string }

declare global {
  interface Window {
    verdictsShown?: VerdictShown[]
  }
}

export const noteVerdicts = (context: BrowserContext): Promise<unknown> =>
  context.addInitScript(() => {
    const noted: VerdictShown[] = []
    window.verdictsShown = noted
    const note = () => {
      const screen = document.querySelector<HTMLElement>('[data-testid=verdict]')
      if (screen === null) return
      const { verdict = '', colour = '' } = screen.dataset
      const shown = { verdict, colour, text: screen.textContent }
      const last = noted.at(-1)
      if (last?.verdict !== verdict || last.text !== shown.text) noted.push(shown)
    }
    new MutationObserver(note).observe(document, {
      ...{ subtree: true, childList: true, attributes: true },
      attributeFilter: ['data-verdict', 'data-scan-id'],
    })
  })

/** Since the last reading, the one on the screen included. */
export const verdictsShown = (page: Page): Promise<VerdictShown[]> =>
  page.evaluate(() => window.verdictsShown ?? [])

/** Before the next reading. What is still on the screen is no answer to it. */
export const forgetVerdicts = (page: Page): Promise<void> =>
  page.evaluate(() => {
    window.verdictsShown?.splice(0)
  })
