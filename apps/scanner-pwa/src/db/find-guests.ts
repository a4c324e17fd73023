// Finds guests of one event by name. Three letters at least, so that no list lies open.
import type { DoorDb } from './door-db.ts'
import { guestKey } from './guest-key.ts'
import type { TicketRow } from './rows.ts'

export const GUEST_SEARCH_MIN_LETTERS = 3

/** Names that begin with the words come first, then names in which a later word begins with them. */
export async function findGuests(
  db: DoorDb,
  eventId: string,
  query: string,
  limit = 12,
): Promise<TicketRow[]> {
  const key = guestKey(query)
  if (key.replaceAll(' ', '').length < GUEST_SEARCH_MIN_LETTERS) return []
  const named = db.tickets.where('[eventId+guestKey]')
  const firsts = await named
    .between([eventId, key], [eventId, `${key}\uffff`])
    .limit(limit)
    .toArray()
  if (firsts.length >= limit) return firsts
  const laterWords = await laterWordMatches(db, eventId, key, limit - firsts.length)
  return [...firsts, ...laterWords]
}

/** Reads the index only: at 50,000 guests the rows themselves would take seconds. */
async function laterWordMatches(
  db: DoorDb,
  eventId: string,
  key: string,
  limit: number,
): Promise<TicketRow[]> {
  const matches = new Set<string>()
  await db.tickets
    .where('[eventId+guestKey]')
    .between([eventId, ' '], [eventId, '\uffff'])
    .until(() => matches.size >= limit)
    .eachKey((indexKey, cursor) => {
      const name = String((indexKey as unknown as [string, string])[1])
      if (name.includes(` ${key}`)) matches.add(String(cursor.primaryKey))
    })
  const rows = await db.tickets.bulkGet([...matches])
  return rows.filter((row) => row !== undefined)
}
