// Writes one page of a pull: tickets, event and cursor in one transaction, so that a crash resumes where it stopped.
import type { EntryFacts } from '@maguey/ticket-core/verdict'
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

function ticketRow(ticket: PulledTicket, eventId: string, epoch: string): TicketRow {
  return { ...ticket, eventId, epoch, guestKey: guestKey(ticket.guestName) }
}

function nextEventRow(before: EventRow | undefined, page: PulledPage, nowMs: number): EventRow {
  const sameEpoch = before?.epoch === page.epoch
  return {
    ...page.event,
    epoch: page.epoch,
    cursor: page.cursor,
    total: page.total,
    complete: !page.more || (sameEpoch && before.complete),
    pulledAtMs: page.more ? (before?.pulledAtMs ?? null) : nowMs,
  }
}

/**
 * Tickets of an earlier epoch stay until the pull from zero is complete: a used one must not turn into an unknown
 * one half-way. Then those that the new epoch did not name are dropped; those that only this phone knows stay.
 */
async function dropForeignTickets(db: DoorDb, page: PulledPage): Promise<void> {
  await db.tickets
    .where('eventId')
    .equals(page.event.id)
    .filter((row) => row.epoch !== page.epoch && row.epoch !== null)
    .delete()
}

/** `nowMs` is the device's clock. Rejects when the storage fails: the caller pulls the same page again. */
export async function applyPage(db: DoorDb, page: PulledPage, nowMs: number): Promise<void> {
  await db.transaction('rw', db.tickets, db.scans, db.events, async () => {
    const before = await db.events.get(page.event.id)
    const pending = await pendingByTicket(db)
    const rows = page.tickets.map((ticket) =>
      ticketAfterPending(
        ticketRow(ticket, page.event.id, page.epoch),
        pending.get(ticket.ticketId) ?? [],
      ),
    )
    await db.tickets.bulkPut(rows)
    const after = nextEventRow(before, page, nowMs)
    await db.events.put(after)
    const wasForeign = before !== undefined && (before.epoch !== page.epoch || !before.complete)
    if (wasForeign && after.complete) await dropForeignTickets(db, page)
  })
}
