// Dates and times as the venue's clocks show them, whatever the reader's device thinks, in the style that the club chose.
export type MomentFormat = {
  /** Absent: the reader's own. */
  timeZone?: string | undefined
  /** BCP 47, e.g. "es-MX" */
  region: string
}

/** ISO text or epoch milliseconds. */
type Moment = string | number

/** A page needs a few dozen; a server must not keep whatever its readers think of. */
const MAX_FORMATTERS = 500

/** Cached: creating one takes longer than a verdict at the door may. */
const formatters = new Map<string, Intl.DateTimeFormat>()

function write(
  moment: Moment,
  { timeZone, region }: MomentFormat,
  options: Intl.DateTimeFormatOptions,
): string {
  const key = JSON.stringify([region, timeZone, options])
  const kept = formatters.get(key)
  const formatter =
    kept ?? new Intl.DateTimeFormat(region, { ...(timeZone && { timeZone }), ...options })
  if (!kept) {
    if (formatters.size >= MAX_FORMATTERS) formatters.clear()
    formatters.set(key, formatter)
  }
  return formatter.format(new Date(moment))
}

/** One style in the whole product and both languages: a guest's mail and the door's screen show the same time. */
export type ClockStyle = '24h' | '12h'

const HOURS = {
  '24h': { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  '12h': { hour: 'numeric', minute: '2-digit', hourCycle: 'h12' },
} as const

let hours: (typeof HOURS)[ClockStyle] = HOURS['24h']

/** Chosen once for the page, by the club's face; what is drawn from then on has it. */
export function setClock(style: ClockStyle): void {
  hours = HOURS[style]
}

const SHORT_DAY = { weekday: 'short', month: 'short', day: 'numeric' } as const

/** "Friday, November 28" */
export const formatLongDay = (moment: Moment, format: MomentFormat): string =>
  write(moment, format, { weekday: 'long', month: 'long', day: 'numeric' })

/** "Fri, Nov 28" */
export const formatShortDay = (moment: Moment, format: MomentFormat): string =>
  write(moment, format, SHORT_DAY)

/** "22:00" or "10:00 PM" */
export const formatClock = (moment: Moment, format: MomentFormat): string =>
  write(moment, format, hours)

/** "22:00:41", for lists in which the order matters. */
export const formatClockToSecond = (moment: Moment, format: MomentFormat): string =>
  write(moment, format, { ...hours, second: '2-digit' })

/** "Fri, Nov 28, 22:00" */
export const formatDayAndClock = (moment: Moment, format: MomentFormat): string =>
  write(moment, format, { ...SHORT_DAY, ...hours })

/** The venue's calendar day, "2025-11-28". */
const venueDay = (ms: number, timeZone: string): string =>
  write(ms, { timeZone, region: 'en-CA' }, { year: 'numeric', month: '2-digit', day: '2-digit' })

/**
 * Nights from the venue's tonight to the event's: 0 is tonight, 1 tomorrow.
 * A night lasts until 6 in the morning, as it does to whoever is out.
 */
export function nightsUntil(iso: string, timeZone: string, nowMs: number): number {
  const nightOf = (ms: number) => Date.parse(venueDay(ms - 6 * 3_600_000, timeZone))
  return Math.round((nightOf(Date.parse(iso)) - nightOf(nowMs)) / 86_400_000)
}

/** "29:05"; hours appear only when needed. Never negative. */
export function formatTimeLeft(leftMs: number): string {
  const seconds = Math.max(0, Math.ceil(leftMs / 1000))
  const pad = (value: number) => String(value).padStart(2, '0')
  const hoursLeft = Math.floor(seconds / 3600)
  const minutes = Math.floor(seconds / 60) % 60
  return hoursLeft > 0
    ? `${hoursLeft}:${pad(minutes)}:${pad(seconds % 60)}`
    : `${minutes}:${pad(seconds % 60)}`
}
