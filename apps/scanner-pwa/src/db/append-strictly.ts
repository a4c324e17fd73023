// The one write behind every verdict, every act, and every sale, which is both.
import type { DoorDb } from './door-db.ts'
import type { LoggedAct, LoggedScan } from './rows.ts'

/**
 * One transaction on the raw IndexedDB: between a guest and the verdict, Dexie's own bookkeeping costs more than the
 * write. Put, not add: a retry after the connection broke may meet the same row already stored. `checkOwner` throws if
 * this page may not write, or no longer may.
 */
export async function appendStrictly(
  db: DoorDb,
  rows: { scans?: readonly LoggedScan[]; acts?: readonly LoggedAct[] },
  checkOwner: (owner: unknown) => void,
): Promise<void> {
  if (!db.isOpen()) await db.open()
  const idb = db.backendDB()
  await new Promise<void>((resolve, reject) => {
    const logs = (['scans', 'acts'] as const).filter((log) => rows[log] !== undefined)
    const tx = idb.transaction([...logs, 'meta'], 'readwrite', { durability: 'strict' })
    let refused: unknown
    const owner = tx.objectStore('meta').get('owner')
    owner.onsuccess = () => {
      try {
        checkOwner((owner.result as { value: unknown } | undefined)?.value)
      } catch (error) {
        refused = error
        tx.abort()
      }
    }
    for (const log of logs) for (const row of rows[log] ?? []) tx.objectStore(log).put(row)
    tx.oncomplete = () => resolve()
    tx.onabort = () => reject(refused ?? tx.error ?? new DOMException('aborted', 'AbortError'))
  })
}
