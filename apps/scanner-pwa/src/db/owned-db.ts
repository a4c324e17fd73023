// The database, owned by one page: a connection that the system has severed is reopened, once per call, and a write
// goes through only while this page is the owner.
import type { DoorDb } from './door-db.ts'
import { DiskError, diskErrorOf, reasonOf } from './door-disk.ts'
import { readMeta, writeMeta } from './meta.ts'

export type WrittenTable = 'segments' | 'scans' | 'settled' | 'acts' | 'settledActs' | 'events'

export type OwnedDb = {
  claim: () => Promise<void>
  /** Throws a `DiskError` unless this is this page's mark. */
  checkOwner: (owner: unknown) => void
  inOneGo: <T>(work: () => Promise<T>) => Promise<T>
  /** One transaction over these tables and `meta`. */
  write: (tables: readonly WrittenTable[], work: () => Promise<unknown>) => Promise<void>
}

export function createOwnedDb(db: DoorDb, mark: string): OwnedDb {
  let claimed = false

  /** Once claimed, a database without a claim is a different one. */
  const checkOwner = (owner: unknown): void => {
    if (!claimed || owner === mark) return
    throw new DiskError(owner === undefined ? 'lost' : 'elsewhere', 'NotOwner')
  }

  const inOneGo = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work()
    } catch (error) {
      if (error instanceof DiskError || !isSevered(error)) throw diskErrorOf(error)
    }
    try {
      db.close({ disableAutoOpen: false })
      await db.open()
      return await work()
    } catch (error) {
      throw diskErrorOf(error)
    }
  }

  return {
    checkOwner,
    inOneGo,
    claim: () =>
      inOneGo(async () => {
        await writeMeta(db, 'owner', mark)
        claimed = true
      }),
    write: (tables, work) =>
      inOneGo(async () => {
        await db.transaction('rw', [...tables, 'meta'], async () => {
          checkOwner(await readMeta(db, 'owner'))
          await work()
        })
      }),
  }
}

/** Closed by the system, by another version of the app, or deleted: worth reopening once. */
function isSevered(error: unknown): boolean {
  const severed = ['InvalidStateError', 'DatabaseClosedError', 'AbortError', 'UnknownError']
  return severed.includes(reasonOf(error))
}
