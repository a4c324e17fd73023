// Hours and minutes on the venue's clock. Formatters are kept: making one costs more than a verdict can wait.
import { currentLocale } from '#shared/locale.ts'

const formatters = new Map<string, Intl.DateTimeFormat>()

function formatterOf(timeZone: string, seconds: boolean): Intl.DateTimeFormat {
  const locale = currentLocale()
  const key = [locale, timeZone, seconds].join()
  const known = formatters.get(key)
  if (known) return known
  const made = new Intl.DateTimeFormat(locale, {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    ...(seconds && { second: '2-digit' }),
    hourCycle: 'h23',
  })
  formatters.set(key, made)
  return made
}

/** @example clockTime(1768541400000, 'America/Los_Angeles') // "21:30" */
export function clockTime(atMs: number, timeZone: string): string {
  return formatterOf(timeZone, false).format(atMs)
}

/** With seconds, for lists in which order matters. */
export function clockTimeToSecond(atMs: number, timeZone: string): string {
  return formatterOf(timeZone, true).format(atMs)
}
