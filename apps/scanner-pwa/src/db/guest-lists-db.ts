// The guest lists on the phone's disk: a copy of what the server has, and nothing that only this phone knows. What was done
// with them is in the log of acts.

import type { DoorList, EntryRow } from '@maguey/wire/scanner-lists'
import { Dexie, type Table } from 'dexie'

export type KeptEntry = { id: string; eventId: string; row: EntryRow }

export type KeptNight = {
  eventId: string
  epoch: string
  cursor: string
  /** Null until the lists were whole once. */
  horizonMs: number | null
  lists: readonly DoorList[]
  /** Ids of this phone's own acts that the kept rows count already. */
  counted: readonly string[]
}

export type GuestListDisk = {
  read: (eventId: string) => Promise<{ night: KeptNight | undefined; rows: EntryRow[] }>
  /** `anew`: what was there of this night is another epoch's. Other nights are deleted: a phone carries the lists of one. */
  keep: (night: KeptNight, rows: readonly EntryRow[], anew: boolean) => Promise<void>
  /** Deletes what is here of other nights. */
  forgetOthers: (eventId: string) => Promise<void>
  clear: () => Promise<void>
}

type ListDb = Dexie & {
  entries: Table<KeptEntry, string>
  nights: Table<KeptNight, string>
}

export function createGuestListDisk(name = 'maguey-door-lists'): GuestListDisk {
  const db = new Dexie(name) as ListDb
  db.version(1).stores({ entries: 'id, eventId', nights: 'eventId' })
  const tables = [db.entries, db.nights]
  return {
    read: (eventId) =>
      db.transaction('r', tables, async () => {
        const kept = await db.entries.where('eventId').equals(eventId).toArray()
        return { night: await db.nights.get(eventId), rows: kept.map(({ row }) => row) }
      }),
    keep: (night, rows, anew) =>
      db.transaction('rw', tables, async () => {
        const { eventId } = night
        const old = anew ? db.entries.toCollection() : db.entries.where('eventId').notEqual(eventId)
        await old.delete()
        await db.nights.where('eventId').notEqual(eventId).delete()
        // A name that was forgotten leaves the phone.
        const [gone, here] = [rows.filter((row) => row[2] === null), rows.filter((row) => row[2])]
        await db.entries.bulkDelete(gone.map(([id]) => id))
        await db.entries.bulkPut(here.map((row) => ({ id: row[0], eventId, row })))
        await db.nights.put(night)
      }),
    forgetOthers: (eventId) =>
      db.transaction('rw', tables, async () => {
        for (const table of tables) await table.where('eventId').notEqual(eventId).delete()
      }),
    clear: () =>
      db.transaction('rw', tables, async () => {
        await Promise.all(tables.map((table) => table.clear()))
      }),
  }
}
