// The phone's own scans of one event, newest first.
import type { DoorDb } from './door-db.ts'
import type { ScanRow } from './rows.ts'

export async function recentScans(db: DoorDb, eventId: string, limit = 60): Promise<ScanRow[]> {
  return await db.scans
    .where('[eventId+scannedAtMs]')
    .between([eventId, 0], [eventId, Number.MAX_SAFE_INTEGER])
    .reverse()
    .limit(limit)
    .toArray()
}

/** Puts scans that the server refused back into the queue, when whatever was wrong there has been mended. */
export async function requeueSetAside(db: DoorDb): Promise<void> {
  await db.scans.where('state').equals('set_aside').modify({ state: 'queued', outcome: null })
}
