// The phone's database. Every write is on the disk before its transaction reports success.
import { Dexie, type EntityTable, type Table } from 'dexie'
import type { PackedWord } from './packed-word.ts'
import type {
  EventRow,
  LoggedAct,
  LoggedScan,
  MetaValues,
  ScanRow,
  SettledAct,
  SettledScan,
} from './rows.ts'

export type MetaRow = { key: keyof MetaValues; value: MetaValues[keyof MetaValues] }

/** Words on tickets of one event that arrived together. `pulled`: from a page, so they count towards a whole list. */
export type SegmentRow = {
  seq?: number
  eventId: string
  epoch: string
  pulled: boolean
  words: readonly PackedWord[]
}

export type DoorDb = Dexie & {
  segments: Table<SegmentRow, number>
  /** The log: scans are added, never changed. */
  scans: EntityTable<LoggedScan, 'id'>
  settled: EntityTable<SettledScan, 'id'>
  /** The log of what is no scan: added, never changed. */
  acts: Table<LoggedAct, string>
  settledActs: EntityTable<SettledAct, 'id'>
  events: EntityTable<EventRow, 'id'>
  meta: Table<MetaRow, keyof MetaValues>
}

export const DOOR_DB_NAME = 'maguey-door'

/**
 * `durability: 'strict'` makes Chromium flush to the disk before `complete` fires; elsewhere it is the default.
 * A verdict is shown only after that, so a dying battery can't lose a green.
 */
export function openDoorDb(name: string = DOOR_DB_NAME): DoorDb {
  const db = new Dexie(name, { chromeTransactionDurability: 'strict' }) as DoorDb
  db.version(1).stores({
    tickets: 'ticketId, eventId, [eventId+guestKey], [eventId+epoch]',
    scans: 'id, state, [eventId+scannedAtMs]',
    events: 'id',
    meta: 'key',
  })
  db.version(2)
    .stores({ tickets: null, segments: '++seq, eventId', scans: 'id', settled: 'id' })
    // Lists are pulled again; scans are kept, and what became of them is moved beside them.
    .upgrade(async (tx) => {
      await tx.table('events').clear()
      const scans: ScanRow[] = await tx.table('scans').toArray()
      const settled = scans.filter(({ state }) => state !== 'queued')
      await tx
        .table('settled')
        .bulkPut(
          settled.map(({ id, state, outcome }) => ({ id, state, outcome, unheardUpTo: null })),
        )
    })
  db.version(3).stores({ acts: 'id', settledActs: 'id' })
  return db
}
