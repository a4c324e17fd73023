// When, where and how much, written for the venue's time zone and the reader's language.
import { currencyExponent, decimalToMinor } from '@maguey/ticket-core/money'
import type { EventView } from '../ports/database-shapes.ts'
import type { Locale } from './locale.ts'

type Moments = Pick<EventView, 'event_date' | 'timezone'>

/** "Friday, November 27, 2026" · "viernes, 27 de noviembre de 2026" */
export function eventDay({ event_date, timezone }: Moments, locale: Locale): string {
  return format(event_date, timezone, locale, { dateStyle: 'full' })
}

/** "10:00 PM PST" · "22:00 GMT-8" */
export function venueTime(moment: string, timezone: string, locale: Locale): string {
  return format(moment, timezone, locale, {
    hour: 'numeric',
    minute: '2-digit',
    hour12: locale === 'en',
    timeZoneName: 'short',
  })
}

/** "The Agave Room, 12 Mission St" of whatever of the two is known. */
export function eventPlace({ venue_name, venue_address }: EventView): string {
  return [venue_name, venue_address].filter((part) => part !== null && part !== '').join(', ')
}

/** @param decimal as the database keeps it, "100.00" */
export function moneyText(decimal: string, currency: string, locale: Locale): string {
  const amount = decimalToMinor(decimal, currency) / 10 ** currencyExponent(currency)
  return new Intl.NumberFormat(language(locale), { style: 'currency', currency }).format(amount)
}

/** Before 06:00 a club's night belongs to the day before; the event's own date says which night it is. */
function format(
  moment: string,
  timeZone: string,
  locale: Locale,
  options: Intl.DateTimeFormatOptions,
): string {
  return new Intl.DateTimeFormat(language(locale), { ...options, timeZone }).format(
    new Date(moment),
  )
}

function language(locale: Locale): string {
  return locale === 'es' ? 'es-US' : 'en-US'
}
