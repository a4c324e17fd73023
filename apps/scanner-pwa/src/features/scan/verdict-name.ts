// The short name of a verdict, for lists that have only its code.
import type { ScanCode } from '@maguey/ticket-core/verdict'
import { m } from '#messages'

const NAMES: Record<ScanCode, () => string> = {
  admit: m.door_verdict_admit,
  readmit: m.door_verdict_readmit,
  admit_unsynced: m.door_verdict_admit_unsynced,
  exit: m.door_verdict_exit,
  override: m.door_verdict_override,
  unverified: m.door_verdict_unverified,
  already_used: m.door_verdict_already_used,
  wrong_event: m.door_verdict_wrong_event,
  wrong_gate: m.door_verdict_wrong_gate,
  refunded: m.door_verdict_refunded,
  void: m.door_verdict_void,
  not_yet_valid: m.door_verdict_not_yet_valid,
  expired: m.door_verdict_expired,
  forged: m.door_verdict_forged,
  mistyped: m.door_verdict_mistyped,
  not_a_ticket: m.door_verdict_not_a_ticket,
  unknown_ticket: m.door_verdict_unknown_ticket,
  revoked_device: m.door_verdict_revoked_device,
  let_in: m.door_verdict_let_in,
  turned_away: m.door_verdict_turned_away,
  undo: m.door_verdict_undo,
}

export const verdictName = (code: ScanCode): string => NAMES[code]()
