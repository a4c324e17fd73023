// What the mail about a moved night says, in both languages.
import type { MailJob } from '@maguey/wire/mail'
import type { Locale } from '@maguey/wire/values'
import { type ClockStyle, eventPlace, venueDay, venueTime } from './event-facts.ts'

type Facts = Pick<MailJob, 'event' | 'move'>
type Words = {
  subject: (event: string) => string
  text: (facts: Facts, clock: ClockStyle) => string[]
}

const en: Words = {
  subject: (event) => `${event} has moved`,
  text: (facts, clock) => {
    const { name, now, place, before } = said(facts, 'en', clock)
    const earlier = before === null ? '' : ` (it was planned for ${before})`
    return [
      `${name} now takes place on ${now} at ${place}${earlier}.`,
      'Your tickets are still valid, and you don’t need to do anything. If you can’t make it, reply to this e-mail and we’ll find a solution.',
    ]
  },
}

const es: Words = {
  subject: (event) => `${event} cambia de fecha o lugar`,
  text: (facts, clock) => {
    const { name, now, place, before } = said(facts, 'es', clock)
    const earlier = before === null ? '' : ` (iba a ser el ${before})`
    return [
      `${name} ahora será el ${now} en ${place}${earlier}.`,
      'Tus boletos siguen siendo válidos y no tienes que hacer nada. Si no puedes venir, responde a este correo y buscamos una solución.',
    ]
  },
}

function said({ event, move }: Facts, locale: Locale, clock: ClockStyle) {
  const at = (moment: string) =>
    `${venueDay(moment, event.timezone, locale)}, ${venueTime(moment, event.timezone, locale, clock)}`
  const elsewhere = move !== null && move.from_venue !== move.to_venue ? `, ${move.from_venue}` : ''
  return {
    name: event.name,
    now: at(event.event_date),
    place: eventPlace(event),
    before: move === null ? null : `${at(move.from_date)}${elsewhere}`,
  }
}

export function movedWords(locale: Locale): Words {
  return locale === 'es' ? es : en
}
