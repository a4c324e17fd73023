// Marks tickets that another phone has just scanned. A hint: the next pull says the same and more.
import type { PulledTicket } from './apply-page.ts'
import type { DoorDb } from './door-db.ts'
import { pendingByTicket } from './pending-scans.ts'
import { ticketAfterPending } from './ticket-after-scan.ts'

export type NudgedTicket = Pick<PulledTicket, 'ticketId' | 'presence' | 'entry'>

/** Tickets that are not on this phone are left for the pull. Resolves to the number of tickets that changed. */
export async function applyNudge(
  db: DoorDb,
  eventId: string,
  nudged: readonly NudgedTicket[],
): Promise<number> {
  return await db.transaction('rw', db.tickets, db.scans, async () => {
    const known = await db.tickets.bulkGet(nudged.map((ticket) => ticket.ticketId))
    const pending = await pendingByTicket(db)
    const rows = nudged.flatMap((ticket, index) => {
      const row = known[index]
      if (row?.eventId !== eventId) return []
      const heard = { ...row, presence: ticket.presence, entry: ticket.entry }
      return [ticketAfterPending(heard, pending.get(ticket.ticketId) ?? [])]
    })
    await db.tickets.bulkPut(rows)
    return rows.length
  })
}
