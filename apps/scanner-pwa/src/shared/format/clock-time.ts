// Hours and minutes on the venue's clock, in the page's language.
import { formatClock, formatClockToSecond } from '@maguey/ui/format/moment.ts'
import { currentLocale } from '#shared/locale.ts'

/** @example clockTime(1768541400000, 'America/Los_Angeles') // "21:30" */
export const clockTime = (atMs: number, timeZone: string): string =>
  formatClock(atMs, { timeZone, region: currentLocale() })

/** With seconds, for lists in which the order matters. */
export const clockTimeToSecond = (atMs: number, timeZone: string): string =>
  formatClockToSecond(atMs, { timeZone, region: currentLocale() })
