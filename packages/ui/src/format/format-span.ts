// A length of time in a few letters ("4 min", "2 h"), for lines that are read in a hurry.

const SECOND_MS = 1000
const MINUTE_MS = 60 * SECOND_MS
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS

/** The one unit that a hurried reader needs: seconds below a minute, then minutes, hours, days. Rounded down. */
export function spanParts(spanMs: number): {
  amount: number
  unit: 'second' | 'minute' | 'hour' | 'day'
} {
  const ms = Math.max(0, spanMs)
  if (ms < MINUTE_MS) return { amount: Math.floor(ms / SECOND_MS), unit: 'second' }
  // Below two hours, minutes are more precise: "95 min" rather than "1 h".
  if (ms < 2 * HOUR_MS) return { amount: Math.floor(ms / MINUTE_MS), unit: 'minute' }
  if (ms < 2 * DAY_MS) return { amount: Math.floor(ms / HOUR_MS), unit: 'hour' }
  return { amount: Math.floor(ms / DAY_MS), unit: 'day' }
}

/** @example formatSpan(250_000, 'en') // "4 min" */
export function formatSpan(spanMs: number, locale: string): string {
  const { amount, unit } = spanParts(spanMs)
  return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'short' }).format(amount)
}
