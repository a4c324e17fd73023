// Translates between the wire and the phone's own types: outgoing scans and acts, and incoming pages, nudges and answers.
import type { ScanRecord } from '@maguey/ticket-core/scan-record'
import type { ScannerBans } from '@maguey/wire/scanner-bans'
import type { PulledPageWire } from '@maguey/wire/scanner-pull'
import type { PushOutcome } from '@maguey/wire/scanner-push'
import type { ActOutcome, DoorActRecord } from '@maguey/wire/scanner-push-acts'
import { readTicketWord, type TicketWord as WireWord } from '@maguey/wire/ticket-word'
import type { PulledPage } from '#db/pulled-page.ts'
import type { ActRow, KeptBans, ScanRow, TicketWord } from '#db/rows.ts'
import type { ActAnswer } from '#db/store-acts.ts'
import type { ScanAnswer } from '#db/store-sync.ts'

function entryFrom(word: WireWord): TicketWord['entry'] {
  if (word.entry_scan === null || word.entered_at === null) return null
  return {
    scanId: word.entry_scan,
    atMs: word.entered_at,
    gateName: word.entry_gate,
    deviceName: word.entry_device,
    uncertaintyMs: word.entry_uncertainty ?? 0,
  }
}

export function ticketWord(word: WireWord): TicketWord {
  const { ticket_id: ticketId, type: typeCode, guest: guestName, status, presence } = word
  const { revision, moved_at: movedAtMs } = word
  const { order_position: position, order_size: size } = word
  const ofOrder = position === null || size === null || size < 2 ? null : { position, size }
  const entry = entryFrom(word)
  return { ticketId, typeCode, guestName, status, presence, revision, movedAtMs, entry, ofOrder }
}

/** Empty for a row that this version can't read: that row is skipped, not the whole list. */
function wordOf(row: readonly unknown[], columns?: readonly string[]): TicketWord[] {
  const word = readTicketWord(row, columns)
  return word ? [ticketWord(word)] : []
}

export function pulledPage(wire: PulledPageWire): PulledPage {
  const { event } = wire
  return {
    epoch: wire.epoch,
    cursor: wire.cursor,
    more: wire.more,
    total: wire.total,
    horizonMs: wire.horizon_ms,
    event: {
      id: event.id,
      name: event.name,
      code: event.code,
      day: event.day,
      timeZone: event.timezone,
      admitsFromMs: event.admits_from,
      admitsUntilMs: event.admits_until,
      reentry: event.reentry,
      unsynced: event.unsynced,
      types: event.types,
      gates: event.gates,
      crowd: event.crowd ?? null,
      bansMark: event.bans_mark ?? null,
      door: event.door ?? null,
      idCheck: event.id_check ?? 'off',
      minAge: event.min_age ?? null,
      keys: wire.keys.map(({ kid, public_key }) => ({ kid, publicKey: public_key })),
      managers: wire.managers ?? [],
    },
    tickets: wire.rows.flatMap((row) => wordOf(row, wire.columns)),
  }
}

/** Null for a phone that gets none. */
export function keptBans(eventId: string, { mark, key, bans }: ScannerBans): KeptBans | null {
  if (mark === null) return null
  const hashed = bans.map(({ given, family, ...ban }) => ({ ...ban, words: { given, family } }))
  return { eventId, mark, key, bans: hashed }
}

/** Far beyond any list's age: more is a mistake, and no reason for the server to refuse the scan. */
const OLDEST_LIST_MS = 1e12

const saneAge = (ageMs: number | null): number | null =>
  ageMs !== null && ageMs <= OLDEST_LIST_MS ? ageMs : null

export function scanRecord(scan: ScanRow): ScanRecord {
  return {
    id: scan.id,
    ticket_id: scan.ticketId,
    event_id: scan.eventId,
    gate_id: scan.gateId,
    direction: scan.direction,
    verdict: scan.verdict,
    scanned_at: scan.scannedAtMs,
    device_time: scan.deviceTimeMs,
    clock_offset_ms: scan.clockOffsetMs,
    clock_uncertainty_ms: scan.clockUncertaintyMs,
    cache_age_ms: saneAge(scan.cacheAgeMs),
    offline: scan.offline,
    override_reason: scan.overrideReason,
    override_by: scan.overrideBy ?? null,
    refers_to: scan.refersTo ?? null,
    after_ms: scan.afterMs ?? null,
  }
}

export function actRecord(act: ActRow): DoorActRecord {
  // What is left is the id, the content and whether it was offline, which are the same on the wire.
  const { eventId, gateId, actedAtMs, deviceTimeMs, clockOffsetMs, ...others } = act
  const { clockUncertaintyMs, state: _state, error: _error, ...same } = others
  return {
    ...same,
    event_id: eventId,
    gate_id: gateId,
    acted_at: actedAtMs,
    device_time: deviceTimeMs,
    clock_offset_ms: clockOffsetMs,
    clock_uncertainty_ms: clockUncertaintyMs,
  }
}

export function actAnswer({ id, status, error }: ActOutcome): ActAnswer[] {
  return id === null ? [] : [{ id, accepted: status !== 'rejected', error }]
}

/** A duplicate counts as accepted: the table has the scan, but the earlier answer was lost on its way. */
export function scanAnswer(answer: PushOutcome): ScanAnswer[] {
  const { id, status, result, first, certain, error, word } = answer
  if (id === null) return []
  const named = first && {
    scanId: first.scan_id,
    atMs: first.scanned_at,
    gateName: first.gate,
    deviceName: first.device,
  }
  const [told = null] = word === null ? [] : wordOf(word)
  const outcome = { result, error, certain, first: named }
  return [{ id, accepted: status !== 'rejected', outcome, word: told }]
}
