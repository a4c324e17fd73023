// The phone's database. Every write is on the disk before its transaction reports success.
import { Dexie, type EntityTable, type Table } from 'dexie'
import type { EventRow, MetaValues, ScanRow, TicketRow } from './rows.ts'

export type MetaRow = { key: keyof MetaValues; value: MetaValues[keyof MetaValues] }

export type DoorDb = Dexie & {
  tickets: EntityTable<TicketRow, 'ticketId'>
  scans: EntityTable<ScanRow, 'id'>
  events: EntityTable<EventRow, 'id'>
  meta: Table<MetaRow, keyof MetaValues>
}

export const DOOR_DB_NAME = 'maguey-door'

/**
 * `durability: 'strict'` makes Chromium flush to the disk before `complete` fires; elsewhere it is the default.
 * A verdict is shown only after that, so no battery can forget a green.
 */
export function openDoorDb(name: string = DOOR_DB_NAME): DoorDb {
  const db = new Dexie(name, { chromeTransactionDurability: 'strict' }) as DoorDb
  db.version(1).stores({
    // A row with epoch null is not in [eventId+epoch]: an index takes no null.
    tickets: 'ticketId, eventId, [eventId+guestKey], [eventId+epoch]',
    scans: 'id, state, [eventId+scannedAtMs]',
    events: 'id',
    meta: 'key',
  })
  return db
}
