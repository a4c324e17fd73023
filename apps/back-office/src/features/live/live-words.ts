// Numbers and times as the live page formats them: the venue's time zone, the reader's language.
import type { GreenVerdict, VerdictCode } from '@maguey/ticket-core/verdict'
import { formatClock, formatClockToSecond } from '@maguey/ui/format/moment.ts'
import type { RefusalCause as HandCause } from '@maguey/wire/door-acts/refusal'
import { getLocale } from '#i18n'
import { m } from '#messages'
import { region } from '#shared/format/region.ts'

export function formatCount(count: number): string {
  return new Intl.NumberFormat(getLocale()).format(count)
}

export const formatMinute = (atMs: number, timeZone: string | undefined): string =>
  formatClock(atMs, { timeZone, region: region() })

/** With seconds, for two events that must be distinguishable. */
export const formatSecond = (atMs: number, timeZone: string | undefined): string =>
  formatClockToSecond(atMs, { timeZone, region: region() })

const REFUSALS = {
  already_used: m.verdict_already_used,
  wrong_event: m.verdict_wrong_event,
  wrong_gate: m.verdict_wrong_gate,
  refunded: m.verdict_refunded,
  void: m.verdict_void,
  not_yet_valid: m.verdict_not_yet_valid,
  expired: m.verdict_expired,
  forged: m.verdict_forged,
  mistyped: m.verdict_mistyped,
  not_a_ticket: m.verdict_not_a_ticket,
  unknown_ticket: m.verdict_unknown_ticket,
  revoked_device: m.verdict_revoked_device,
  unverified: m.verdict_unverified,
} satisfies Record<Exclude<VerdictCode, GreenVerdict['code']>, () => string>

const BY_HAND = {
  no_id: m.refusal_no_id,
  under_age: m.refusal_under_age,
  intoxicated: m.refusal_intoxicated,
  dress: m.refusal_dress,
  banned: m.refusal_banned,
  full: m.refusal_full,
  other: m.refusal_other,
} satisfies Record<HandCause, () => string>

const words: Readonly<Record<string, (() => string) | undefined>> = {
  ...REFUSALS,
  ...BY_HAND,
  turned_away: m.verdict_turned_away,
}

/** A verdict that only a newer app knows is still a refusal. */
export function refusalWord(verdict: string): string {
  return (words[verdict] ?? m.verdict_other)()
}
