// Forgets everything that a revoked phone must not keep. Its scans are on the server by then.
import type { DoorDb } from './door-db.ts'
import { readSettings, writeMeta } from './meta.ts'

/** Keeps the settings, and scans that the server refused: they are the only copy. */
export async function wipeDoor(db: DoorDb, nowMs: number): Promise<void> {
  await db.transaction('rw', db.tickets, db.scans, db.events, db.meta, async () => {
    const settings = await readSettings(db)
    await Promise.all([
      db.tickets.clear(),
      db.events.clear(),
      db.meta.clear(),
      db.scans.where('state').equals('sent').delete(),
    ])
    await writeMeta(db, 'settings', settings)
    await writeMeta(db, 'revoked', { atMs: nowMs, wiped: true })
  })
}
