// The scans whose effect the server may not know yet, by ticket. Call inside a transaction that includes `scans`.
import type { DoorDb } from './door-db.ts'
import type { ScanRow } from './rows.ts'

/** Queued ones, and those that were set aside: those guests are inside too, whatever the server thinks. */
export async function pendingByTicket(db: DoorDb): Promise<Map<string, ScanRow[]>> {
  const rows = await db.scans.where('state').anyOf('queued', 'set_aside').toArray()
  const byTicket = new Map<string, ScanRow[]>()
  for (const row of rows) {
    const list = byTicket.get(row.ticketId)
    if (list) list.push(row)
    else byTicket.set(row.ticketId, [row])
  }
  return byTicket
}
