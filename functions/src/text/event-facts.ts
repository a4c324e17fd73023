// When, where and how much, written for the venue's time zone and the reader's language.
import { currencyExponent, decimalToMinor } from '@maguey/ticket-core/money'
import type { ClubFace } from '@maguey/wire/club'
import type { OrderEvent } from '@maguey/wire/orders'
import type { Locale } from '@maguey/wire/values'

/** "Friday, November 27, 2026" · "viernes, 27 de noviembre de 2026": the calendar's day, as a time always follows it. */
export function venueDay(moment: string, timezone: string, locale: Locale): string {
  return new Intl.DateTimeFormat(language(locale), {
    dateStyle: 'full',
    timeZone: timezone,
  }).format(new Date(moment))
}

export type ClockStyle = ClubFace['clock']

const HOURS = {
  '24h': { hour: '2-digit', hourCycle: 'h23' },
  '12h': { hour: 'numeric', hourCycle: 'h12' },
} as const

/** "22:00 PST" · "10:00 p.m. GMT-8": hours in the same style as on the screens. */
export function venueTime(
  moment: string,
  timezone: string,
  locale: Locale,
  clock: ClockStyle,
): string {
  return new Intl.DateTimeFormat(language(locale), {
    ...HOURS[clock],
    minute: '2-digit',
    timeZoneName: 'short',
    timeZone: timezone,
  }).format(new Date(moment))
}

export type ReminderDay = 'tonight' | 'today' | 'tomorrow'

/**
 * How a reminder that was queued at `sentAt` names the night's day. Tonight: doors at five in the afternoon or later, or
 * before six in the morning, which is the evening before (as in SQL, `internal.evening_of`).
 */
export function reminderDay(doors: string, sentAt: string, timezone: string): ReminderDay {
  const hour = Number(localPart(doors, timezone, { hour: 'numeric', hourCycle: 'h23' }))
  if (hour >= 17 || hour < 6) return 'tonight'
  const day = { dateStyle: 'short' } as const
  return localPart(doors, timezone, day) === localPart(sentAt, timezone, day) ? 'today' : 'tomorrow'
}

function localPart(moment: string, timeZone: string, part: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat('en-US', { ...part, timeZone }).format(new Date(moment))
}

/** "The Agave Room, 12 Mission St", or whichever of the two is known. */
export function eventPlace({ venue_name, venue_address }: OrderEvent): string {
  return [venue_name, venue_address].filter((part) => part !== null && part !== '').join(', ')
}

/** @param decimal as the database keeps it, "100.00" */
export function moneyText(decimal: string, currency: string, locale: Locale): string {
  const amount = decimalToMinor(decimal, currency) / 10 ** currencyExponent(currency)
  return new Intl.NumberFormat(language(locale), { style: 'currency', currency }).format(amount)
}

function language(locale: Locale): string {
  return locale === 'es' ? 'es-US' : 'en-US'
}
