// The signed tickets that this phone may sell at the open night's door: on the disk, in memory, and brought up to date after a
// round of the sync loop, or when a group needs more than there are.
import type { StockTicket } from '@maguey/wire/door-stock'
import type { DoorStore } from '#db/door-store.ts'
import type { EventRow } from '#db/rows.ts'

/** Undefined without an answer. Never rejects. */
export type AskStock = (
  eventId: string,
  least: Record<string, number>,
) => Promise<readonly StockTicket[] | undefined>

type StockDeps = {
  store: Pick<DoorStore, 'actsOf'> & {
    disk: Pick<DoorStore['disk'], 'readMeta' | 'writeMeta'>
  }
  ask: AskStock
}

export function createDoorStock({ store, ask }: StockDeps) {
  let kept: { eventId: string; tickets: readonly StockTicket[] } | undefined
  /** What the server said of prices and stock when it was last asked: only another word of it is a reason to ask again. */
  let told: string | undefined
  let last: Promise<unknown> = Promise.resolve()

  const take = async (eventId: string, tickets: readonly StockTicket[]): Promise<void> => {
    // Another night may have been opened while the answer was on its way.
    if (kept?.eventId !== eventId) return
    kept = { eventId, tickets }
    await store.disk.writeMeta('stock', kept)
  }

  const fetch = async (eventId: string, least: Record<string, number>): Promise<boolean> => {
    const tickets = await ask(eventId, least)
    if (tickets) await take(eventId, tickets)
    return tickets !== undefined
  }

  /** One request at a time, so that no older answer replaces a newer one. */
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const turn = last.then(work)
    last = turn.catch(() => undefined)
    return turn
  }

  return {
    /** Mirrors what the disk has of this night. Rejects if the disk fails. */
    open: async (eventId: string): Promise<void> => {
      if (kept?.eventId === eventId) return
      kept = { eventId, tickets: [] }
      told = undefined
      const stored = await store.disk.readMeta('stock')
      if (stored?.eventId === eventId && kept.eventId === eventId) kept = stored
    },

    /** The night is gone from this phone, and with it what was sold of the stock. */
    close: (): void => {
      kept = undefined
      told = undefined
    },

    /** Asks if prices or stock have changed on the server since it was last asked. Rejects if the disk fails. */
    follow: (event: EventRow): Promise<void> =>
      inTurn(async () => {
        const now = JSON.stringify(event.door ?? null)
        if (now === told || (told === undefined && !event.door)) return
        if (await fetch(event.id, {})) told = now
      }),

    /** Asks for as many tickets of this type as a group needs. */
    fill: (eventId: string, typeCode: string, quantity: number): Promise<boolean> =>
      inTurn(() => fetch(eventId, { [typeCode]: quantity })),

    /** What is left of a type, by this phone's own acts. */
    unsold: (eventId: string, typeCode: string): StockTicket[] => {
      const sold = new Set(
        store.actsOf(eventId).flatMap((act) => (act.kind === 'walk_up' ? act.payload.tickets : [])),
      )
      const tickets = kept?.eventId === eventId ? kept.tickets : []
      return tickets.filter(({ type, ticket_id }) => type === typeCode && !sold.has(ticket_id))
    },
  }
}

export type DoorStock = ReturnType<typeof createDoorStock>
