// What a customer calls the night: tonight, tomorrow, or its day.

import { formatLongDay, formatShortDay, nightsUntil } from '@maguey/ui/format/moment.ts'
import { m } from '#messages'
import { momentFormat } from '#shared/format/in-locale.ts'

/** "Tonight", "Tomorrow" or "Fri, Nov 28" */
export function nightName(iso: string, timeZone: string, nowMs: number): string {
  const nights = nightsUntil(iso, timeZone, nowMs)
  if (nights === 0) return m.tonight()
  return nights === 1 ? m.tomorrow() : formatShortDay(iso, momentFormat(timeZone))
}

/** "Tonight · Friday, November 28" */
export function nightNameInFull(iso: string, timeZone: string, nowMs: number): string {
  const day = capitalise(formatLongDay(iso, momentFormat(timeZone)))
  const nights = nightsUntil(iso, timeZone, nowMs)
  if (nights !== 0 && nights !== 1) return day
  return `${nightName(iso, timeZone, nowMs)} · ${day}`
}

const capitalise = (text: string) => text.charAt(0).toLocaleUpperCase() + text.slice(1)
