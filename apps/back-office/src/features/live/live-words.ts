// Numbers and times as the live page writes them: the venue's time zone, the reader's language.
import { getLocale } from '#i18n'
import { m } from '#messages'

export function formatCount(count: number): string {
  return new Intl.NumberFormat(getLocale()).format(count)
}

/** @returns "10:41 PM" or "22:41", as the language has it. */
export function formatMinute(atMs: number, timeZone: string | undefined): string {
  return formatTime(atMs, { hour: 'numeric', minute: '2-digit', timeZone })
}

/** With seconds, for two events that must be told apart. */
export function formatSecond(atMs: number, timeZone: string | undefined): string {
  return formatTime(atMs, { hour: 'numeric', minute: '2-digit', second: '2-digit', timeZone })
}

function formatTime(
  atMs: number,
  options: { hour: 'numeric'; minute: '2-digit'; second?: '2-digit'; timeZone: string | undefined },
): string {
  const { timeZone, ...parts } = options
  return new Intl.DateTimeFormat(getLocale(), {
    ...parts,
    ...(timeZone !== undefined && { timeZone }),
  }).format(atMs)
}

const REFUSALS: Record<string, () => string> = {
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
}

/** A verdict of a newer app is still a refusal. */
export function refusalWord(verdict: string): string {
  return (REFUSALS[verdict] ?? m.verdict_other)()
}
