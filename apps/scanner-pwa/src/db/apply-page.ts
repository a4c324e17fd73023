// Writes one page of a pull: tickets, event and cursor in one transaction, so that a crash resumes where it stopped.
import type { EntryFacts } from '@maguey/ticket-core/verdict'
import { Dexie } from 'dexie'
import type { DoorDb } from './door-db.ts'
import { guestKey } from './guest-key.ts'
import { pendingByTicket } from './pending-scans.ts'
import type { EventRow, TicketRow } from './rows.ts'
import { ticketAfterPending } from './ticket-after-scan.ts'

export type PulledTicket = {
  ticketId: string
  typeCode: string
  guestName: string | null
  status: TicketRow['status']
  presence: TicketRow['presence']
  entry: EntryFacts | null
}

export type PulledPage = {
  epoch: string
  cursor: string
  more: boolean
  total: number
  event: Omit<EventRow, 'epoch' | 'cursor' | 'complete' | 'total' | 'pulledAtMs'>
  tickets: PulledTicket[]
}

const EVENT_EPOCH = '[eventId+epoch]'

function ticketRow(ticket: PulledTicket, eventId: string, epoch: string): TicketRow {
  return { ...ticket, eventId, epoch, guestKey: guestKey(ticket.guestName) }
}

/**
 * The end of the pages alone does not make a list complete: what the server counts must be here. It may hold back
 * tickets of transactions that are just committing; the next pull brings those.
 */
async function isComplete(
  db: DoorDb,
  before: EventRow | undefined,
  page: PulledPage,
): Promise<boolean> {
  if (before?.epoch === page.epoch && before.complete) return true
  if (page.more) return false
  // Counted in the index, reading no row: tens of thousands of them would hold up every scan for seconds.
  const have = await db.tickets.where(EVENT_EPOCH).equals([page.event.id, page.epoch]).count()
  return have >= page.total
}

/**
 * Tickets of an earlier epoch stay until the pull from zero is complete: a used one must not turn into an unknown
 * one half-way. Then those that the new epoch did not name are dropped; those that only this phone knows stay.
 */
async function dropForeignTickets(db: DoorDb, { event, epoch }: PulledPage): Promise<void> {
  const before = [[event.id, Dexie.minKey], [event.id, epoch], true, false] as const
  const after = [[event.id, epoch], [event.id, Dexie.maxKey], false, true] as const
  await db.tickets
    .where(EVENT_EPOCH)
    .between(...before)
    .delete()
  await db.tickets
    .where(EVENT_EPOCH)
    .between(...after)
    .delete()
}

/** `nowMs` is the device's clock. Rejects when the storage fails: the caller pulls the same page again. */
export async function applyPage(
  db: DoorDb,
  page: PulledPage,
  nowMs: number,
): Promise<{ complete: boolean }> {
  return await db.transaction('rw', db.tickets, db.scans, db.events, async () => {
    const before = await db.events.get(page.event.id)
    const pending = await pendingByTicket(db)
    const rows = page.tickets.map((ticket) =>
      ticketAfterPending(
        ticketRow(ticket, page.event.id, page.epoch),
        pending.get(ticket.ticketId) ?? [],
      ),
    )
    await db.tickets.bulkPut(rows)
    const complete = await isComplete(db, before, page)
    const { epoch, cursor, total } = page
    const isWhole = complete && !page.more
    const pulledAtMs = isWhole ? nowMs : (before?.pulledAtMs ?? null)
    await db.events.put({ ...page.event, epoch, cursor, total, complete, pulledAtMs })
    const wasForeign = before !== undefined && (before.epoch !== page.epoch || !before.complete)
    if (wasForeign && complete) await dropForeignTickets(db, page)
    return { complete }
  })
}
