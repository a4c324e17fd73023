// One phone in words: what it last reported, and which of that deserves attention.

import { formatSpan } from '@maguey/ui/format/format-span.ts'
import type { Phone } from '@maguey/wire/event-phones'
import { getLocale } from '#i18n'
import { m } from '#messages'
import { listAgeMs } from './list-age.ts'

/** As in the database: after 90 seconds without a call, a phone counts as unheard. */
const UNHEARD_MS = 90_000
/** The age at which the phone's own status strip raises an alert. */
const OLD_LIST_MS = 15 * 60_000
const LOW_BATTERY = 0.2

export type Fact = { words: string; worrying: boolean }

const unknown = (): Fact => ({ words: m.phone_unknown(), worrying: false })

export function contactFact(phone: Phone, nowMs: number): Fact {
  if (phone.revoked) return { words: m.phone_revoked(), worrying: false }
  if (phone.last_seen_at === null) return { words: m.phone_never(), worrying: true }
  const silentMs = nowMs - phone.last_seen_at
  const span = formatSpan(silentMs, getLocale())
  const worrying = silentMs > UNHEARD_MS
  const words = worrying ? m.phone_silent({ span }) : m.phone_heard({ span })
  return { words, worrying }
}

export function listFact(phone: Phone, nowMs: number): Fact {
  const ageMs = listAgeMs(phone, nowMs)
  if (ageMs === null) return unknown()
  return { words: formatSpan(ageMs, getLocale()), worrying: ageMs > OLD_LIST_MS }
}

export function queueFact(phone: Phone): Fact {
  if (phone.queue_length === null) return unknown()
  if (phone.queue_length === 0) return { words: m.phone_queue_none(), worrying: false }
  const figure = new Intl.NumberFormat(getLocale()).format(phone.queue_length)
  return {
    words: m.phone_queue_short({ count: phone.queue_length, figure }),
    worrying: true,
  }
}

export function batteryFact(phone: Phone): Fact {
  if (phone.battery === null) return unknown()
  const words = new Intl.NumberFormat(getLocale(), { style: 'percent' }).format(phone.battery)
  return { words, worrying: phone.battery <= LOW_BATTERY }
}

export function versionFact(phone: Phone): Fact {
  return { words: phone.app_version ?? m.phone_unknown(), worrying: false }
}
