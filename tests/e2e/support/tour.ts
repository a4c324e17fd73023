// A tour of every screen, defined once: the screenshots photograph its stops, the accessibility test checks them.

import type { BrowserContextOptions } from '@playwright/test'
import { phoneScreen } from './browser.ts'
import { doorDecisionStops } from './tour-decisions.ts'
import { doorStops } from './tour-door.ts'
import { doorTroubleStops } from './tour-door-trouble.ts'
import { shopListStops } from './tour-lists.ts'
import { officeStops } from './tour-office.ts'
import { doorSellingStops } from './tour-selling.ts'
import { localStops, shopStops } from './tour-shop.ts'
import type { Stop } from './tour-stop.ts'

export type Language = 'en' | 'es'

export const localeOf = { en: 'en-US', es: 'es-MX' } as const

export const contextOptions = (
  language: Language,
  extra: BrowserContextOptions = {},
): BrowserContextOptions => ({
  viewport: phoneScreen,
  locale: localeOf[language],
  ...extra,
})

export const stops: readonly Stop[] = [
  ...shopStops,
  ...shopListStops,
  ...doorStops,
  ...doorDecisionStops,
  ...doorSellingStops,
  ...doorTroubleStops,
  ...officeStops,
  ...localStops,
]
