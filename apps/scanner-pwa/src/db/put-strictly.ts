// Writes that a guest waits for, or that a guest's write waits for: on the raw IndexedDB, in one go.
import type { DoorDb } from './door-db.ts'
import type { WrittenTable } from './owned-db.ts'

export type Rows = Readonly<Partial<Record<WrittenTable, readonly object[]>>>

/**
 * One transaction, flushed to the disk, whose requests are all made at once: a browser lets one write in at a time, and
 * with a turn of the page between its steps, as through Dexie, the next guest's verdict waits several frames for it.
 * Put, not add: a retry after the connection broke may meet the same row already stored. `checkOwner` throws if this page
 * may not write, or no longer may: then nothing is written.
 */
export async function putStrictly(
  db: DoorDb,
  rows: Rows,
  checkOwner: (owner: unknown) => void,
): Promise<void> {
  if (!db.isOpen()) await db.open()
  const idb = db.backendDB()
  await new Promise<void>((resolve, reject) => {
    const tables = Object.keys(rows) as WrittenTable[]
    const tx = idb.transaction([...tables, 'meta'], 'readwrite', { durability: 'strict' })
    let refused: unknown
    /** All of it or nothing, whatever throws on the way. */
    const orNothing = (work: () => void) => {
      try {
        work()
      } catch (error) {
        refused = error
        tx.abort()
      }
    }
    const owner = tx.objectStore('meta').get('owner')
    owner.onsuccess = () =>
      orNothing(() => checkOwner((owner.result as { value: unknown } | undefined)?.value))
    orNothing(() => {
      for (const table of tables)
        for (const row of rows[table] ?? []) tx.objectStore(table).put(row)
    })
    tx.oncomplete = () => resolve()
    tx.onabort = () => reject(refused ?? tx.error ?? new DOMException('aborted', 'AbortError'))
  })
}
