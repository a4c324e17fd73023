// Decides and remembers in one step: the scan and the ticket's new state are one transaction, on the disk before it ends.
import {
  decideScan,
  type KnownTicket,
  type ScanContext,
  type ScanPayload,
} from '@maguey/ticket-core/decide-scan'
import type { Verdict } from '@maguey/ticket-core/verdict'
import type { DoorDb } from './door-db.ts'
import type { EventRow, ScanRow, TicketRow } from './rows.ts'
import { ticketAfterScan } from './ticket-after-scan.ts'

/** The parts of a scan that are known before the verdict. */
export type ScanStamp = Pick<
  ScanRow,
  | 'id'
  | 'scannedAtMs'
  | 'deviceTimeMs'
  | 'clockOffsetMs'
  | 'clockUncertaintyMs'
  | 'cacheAgeMs'
  | 'offline'
  | 'gateName'
  | 'deviceName'
>

export type RecordedScan =
  | { ok: true; verdict: Verdict; scanId: string }
  /** Nothing was kept, so nothing may be shown as admitted. `reason` is the exception's name, for support. */
  | { ok: false; code: 'storage_failed'; reason: string }

type RecordInput = {
  payload: ScanPayload
  context: ScanContext
  event: EventRow
  stamp: ScanStamp
}

function knownTicket(row: TicketRow | undefined, event: EventRow): KnownTicket | undefined {
  if (!row) return undefined
  const typeName = event.types.find((type) => type.code === row.typeCode)?.name ?? row.typeCode
  const { ticketId, eventId, typeCode, guestName, status, presence, entry } = row
  return { ticketId, eventId, typeCode, typeName, guestName, status, presence, entry }
}

/** A ticket that was let in on its signature alone: known to this phone only, until a pull brings it. */
function unsyncedTicket(
  payload: Exclude<ScanPayload, { kind: 'unreadable' }>,
  event: EventRow,
): TicketRow {
  return {
    ticketId: payload.ticketId,
    eventId: event.id,
    typeCode: payload.kind === 'signed' ? payload.typeCode : '',
    guestName: null,
    guestKey: '',
    status: 'issued',
    presence: 'never',
    entry: null,
    epoch: null,
  }
}

async function decideInTransaction(db: DoorDb, input: RecordInput): Promise<Verdict> {
  const { payload, context, event, stamp } = input
  // A text that holds no ticket id is no scan of a ticket: it is shown, not sent.
  if (payload.kind === 'unreadable') return decideScan(payload, undefined, context)
  const row = await db.tickets.get(payload.ticketId)
  const verdict = decideScan(payload, knownTicket(row, event), context)
  const scan: ScanRow = {
    ...stamp,
    ticketId: payload.ticketId,
    eventId: event.id,
    gateId: context.gate.id,
    direction: context.direction,
    verdict: verdict.code,
    overrideReason: context.overrideReason,
    state: 'queued',
    outcome: null,
  }
  const before = row ?? unsyncedTicket(payload, event)
  const after = ticketAfterScan(before, scan)
  await db.scans.add(scan)
  if (after !== before) await db.tickets.put(after)
  return verdict
}

/** Never rejects. Resolves after the transaction is complete, i.e. when the scan can no longer be forgotten. */
export async function recordScan(db: DoorDb, input: RecordInput): Promise<RecordedScan> {
  try {
    const verdict = await db.transaction('rw', db.tickets, db.scans, () =>
      decideInTransaction(db, input),
    )
    return { ok: true, verdict, scanId: input.stamp.id }
  } catch (error) {
    const reason = error instanceof Error ? error.name : 'unknown'
    return { ok: false, code: 'storage_failed', reason }
  }
}
