// Dates and times as the venue's clocks show them, whatever the customer's phone thinks.

export type MomentFormat = { timeZone: string; region: string }

const write = (
  iso: string,
  { timeZone, region }: MomentFormat,
  options: Intl.DateTimeFormatOptions,
) => new Intl.DateTimeFormat(region, { timeZone, ...options }).format(new Date(iso))

/** "Friday, November 28" */
export const formatLongDay = (iso: string, format: MomentFormat): string =>
  write(iso, format, { weekday: 'long', month: 'long', day: 'numeric' })

/** "Fri, Nov 28" */
export const formatShortDay = (iso: string, format: MomentFormat): string =>
  write(iso, format, { weekday: 'short', month: 'short', day: 'numeric' })

/** "10:00 PM" */
export const formatClock = (iso: string, format: MomentFormat): string =>
  write(iso, format, { hour: 'numeric', minute: '2-digit' })

/** "Fri, Nov 28, 10:00 PM" */
export const formatDayAndClock = (iso: string, format: MomentFormat): string =>
  write(iso, format, {
    weekday: 'short',
    month: 'short',
    day: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
  })

/** The venue's calendar day, "2025-11-28". */
const venueDay = (ms: number, timeZone: string): string =>
  write(
    new Date(ms).toISOString(),
    { timeZone, region: 'en-CA' },
    { year: 'numeric', month: '2-digit', day: '2-digit' },
  )

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
  const hours = Math.floor(seconds / 3600)
  const minutes = Math.floor(seconds / 60) % 60
  return hours > 0
    ? `${hours}:${pad(minutes)}:${pad(seconds % 60)}`
    : `${minutes}:${pad(seconds % 60)}`
}
