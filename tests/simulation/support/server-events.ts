// What happens on the server in a simulated night, besides the phones' calls: sales, refunds, transactions left open,
// foreign scans, a restored database.
import { uuidV7 } from '@maguey/ticket-core/uuid-v7'
import type { Sql } from 'postgres'
import type { Night } from './night.ts'
import { addName } from './sim-lists.ts'
import { HOUSE_LIMIT, pairSimPhone, sellTickets, ticketIdFor, uuidFrom } from './sim-night.ts'

/** A database with a wider xmin than the tickets' own stamps: as restored elsewhere. */
const ELSEWHERE = 'another cluster'
/** This many tickets are at the doors most of the time, so the same one often comes twice. */
const HOT = 30

export type ServerEvents = {
  /** A random ticket of tonight, usually one that others hold too; sometimes one that hasn't been sold yet. */
  anyTicket: () => string
  sell: (count: number) => Promise<void>
  refund: () => Promise<void>
  leaveOpen: () => Promise<void>
  restore: () => Promise<void>
  /** A manager lets more people in tonight than the house does. */
  raise: () => Promise<void>
  /** A name comes late onto a list. */
  addName: () => Promise<void>
  /** Somebody buys a seat of the door's type in the shop, as long as there is one. */
  sellInShop: () => Promise<void>
  /** A manager takes back what the phones carry, or says anew how much that is. */
  changeDoor: () => Promise<void>
  /** A phone of another night, or a lying one, sends a scan of one of tonight's tickets. */
  strange: () => Promise<void>
  /** Notifies the phones of these tickets, and remembers who got in. */
  tell: (ticketIds: readonly string[]) => Promise<void>
}

export async function createServerEvents(night: Night): Promise<ServerEvents> {
  const { sql, world, server, tonight, otherNight, lines, history } = night
  const { random } = world
  const locked = new Set<string>()
  const yesterday = { name: 'stranger', atMs: world.nowMs() - 3_600_000 }
  const stranger = await pairSimPhone(sql, otherNight, random, yesterday)

  const hotTicket = () => {
    const nth = random.chance(0.8) ? random.int(0, HOT - 1) : random.int(0, night.sold - 1)
    return ticketIdFor(tonight, nth)
  }

  const tell = async (ticketIds: readonly string[]) => {
    const words = await server.wordsOf(ticketIds)
    for (const word of words) {
      if (word.entry === null || history.enteredAtMs.has(word.ticketId)) continue
      history.enteredAtMs.set(word.ticketId, { atMs: world.nowMs(), scanId: word.entry.scanId })
    }
    for (const line of lines) line.nudge(tonight.eventId, words)
  }

  const end = (db: Sql, ticketId: string, status: string) => db`
    update public.tickets set status = ${status} where ticket_id = ${ticketId} and status = 'issued' returning ticket_id`
  const hasEnded = async (ticketId: string) => {
    if (!history.endedAtMs.has(ticketId)) history.endedAtMs.set(ticketId, world.nowMs())
    await tell([ticketId])
  }

  return {
    tell,
    anyTicket: () =>
      random.chance(0.1) ? ticketIdFor(tonight, night.sold - random.int(-1, 3)) : hotTicket(),
    sell: async (count) => {
      const tickets = Array.from({ length: count }, (_, nth) => ({
        id: uuidFrom(random),
        ticketId: ticketIdFor(tonight, night.sold + nth),
        isVip: random.chance(0.2),
      }))
      if (!(await server.change((db) => sellTickets(db, tonight, tickets)))) return
      night.sold += count
      const ids = tickets.map(({ ticketId }) => ticketId)
      for (const id of ids) history.soldAtMs.set(id, world.nowMs())
      await tell(ids)
    },
    refund: async () => {
      const ticketId = hotTicket()
      if (locked.has(ticketId)) return
      world.note(`refund ${ticketId}`)
      const status = random.pick(['refunded', 'void'])
      if (await server.change((db) => end(db, ticketId, status))) await hasEnded(ticketId)
    },
    /** A transaction writes and stays open for a while: nothing that comes after it may be vouched for. */
    leaveOpen: async () => {
      const [ticketId, forMs] = [hotTicket(), random.int(5_000, 60_000)]
      if (locked.size > 0) return
      locked.add(ticketId)
      world.note(`a transaction on ${ticketId} stays open for ${forMs}`)
      const commit = await server.openTransaction((db) => end(db, ticketId, 'refunded'))
      world.after(forMs, async () => {
        await commit()
        locked.delete(ticketId)
        await hasEnded(ticketId)
      })
    },
    /** The database is restored from a backup: its transaction ids mean nothing any more, and revisions restart low. */
    restore: async () => {
      if (locked.size > 0) return
      world.note('the database is restored')
      for (const line of lines) {
        line.sever()
        line.cut(12_000, 'no_answer')
      }
      await server.change(async (db) => {
        await db`update public.sync_epochs set cluster = ${ELSEWHERE}`
        await db`select set_config('session_replication_role', 'replica', true)`
        await db`update public.tickets set revision = 1 where event_id = ${tonight.eventId}`
      })
    },
    raise: async () => {
      const people = HOUSE_LIMIT + random.int(1, 500)
      if (!(await server.manage(`public.raise_limit('${tonight.eventId}', ${people})`))) return
      world.note(`a manager raises the limit to ${people}`)
      night.raises.push(people)
      for (const line of lines) line.nudge(tonight.eventId, [], people)
    },
    addName: async () => {
      let id = ''
      const add = async (db: Sql) => {
        id = await addName(db, tonight, night.lists, random)
      }
      if (!(await server.change(add))) return
      night.lists.nameIds.push(id)
      for (const line of lines) line.nudge(tonight.eventId, [])
    },
    sellInShop: async () => {
      const [, , typeId] = tonight.typeIds
      let seats = 0
      const isDone = await server.change(async (db) => {
        const rows = await db`
          select internal.shift_seats(event_id, array[id], array[0], array[1]) from public.ticket_types where id = ${typeId} and sold + held < capacity`
        seats = rows.length
      })
      if (!isDone || seats === 0) return
      world.note('the shop sells a seat of the door')
      night.till.inShop += seats
    },
    changeDoor: async () => {
      const { eventId, typeIds } = tonight
      const types = JSON.stringify([{ id: typeIds[2], price: '20.00', stock: random.int(0, 3) }])
      const asks = [`take_back_stock('${eventId}')`, `save_door_sales('${eventId}', '${types}')`]
      const ask = random.pick([...asks, `save_door_sales('${eventId}', '[]')`])
      if (await server.manage(`public.${ask}`)) world.note(`a manager: ${ask.split('(')[0]}`)
    },
    strange: async () => {
      const atMs = world.nowMs()
      const id = uuidV7({ nowMs: atMs, randomBytes: random.bytes })
      const ticketId = hotTicket()
      const scan = {
        ...{ id, ticket_id: ticketId, event_id: otherNight.eventId, gate_id: null },
        ...({ direction: 'in', verdict: 'admit', scanned_at: atMs, device_time: atMs } as const),
        ...{ clock_offset_ms: 0, clock_uncertainty_ms: 10, cache_age_ms: null },
        ...{ offline: false, override_reason: null, override_by: null },
        ...{ refers_to: null, after_ms: null },
      }
      await server.push(stranger.caller, [scan])
      await tell([ticketId])
    },
  }
}
