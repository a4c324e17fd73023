// What people at the doors of a simulated night do by hand, besides scanning: all of it drawn before it starts.
import type { ActContent } from '@maguey/wire/door-act'
import type { Night } from './night.ts'
import type { Random } from './world.ts'

const HOUR_MS = 3_600_000

/** How often each happens, in milliseconds between two of one phone. */
const EVERY_MS = {
  ...{ count: 9_000, refusal: 40_000, age: 25_000, incident: 90_000, drawer: 45_000 },
} as const
const ARRIVAL_EVERY_MS = 7_000
const SALE_EVERY_MS = 14_000

const contentOf: Record<keyof typeof EVERY_MS, (draws: Random) => ActContent> = {
  /** Somebody without a ticket comes or leaves; most come. */
  count: (draws) => ({ kind: 'count', payload: { heads: draws.chance(0.7) ? 1 : -1 } }),
  refusal: (draws) => ({
    kind: 'refusal',
    payload: draws.chance(0.3)
      ? { cause: 'other', words: 'Would not show the bag' }
      : { cause: draws.pick(['no_id', 'dress', 'full'] as const), words: '' },
  }),
  age: (draws) => ({
    kind: 'age_check',
    payload: { how: 'eye', passed: draws.chance(0.8), rule: 'age', min_age: 18 },
  }),
  drawer: (draws) => ({
    kind: 'drawer',
    payload: {
      step: draws.pick(['open', 'close'] as const),
      ...{ amount: `${draws.int(0, 300)}.50`, by: 'Ana' },
    },
  }),
  incident: (draws) => ({
    kind: 'incident',
    payload: {
      what: draws.pick(['incident', 'removal'] as const),
      ...{ place: '', words: 'Glass broken', minutes_ago: draws.int(0, 30) },
    },
  }),
}

export function scheduleActs({ world, phones, options }: Night): void {
  const lengthMs = options.hours * HOUR_MS
  for (const [name, everyMs] of Object.entries(EVERY_MS)) {
    const draws = world.random.fork(name)
    const times = Math.round(lengthMs / everyMs) * options.phones
    for (let nth = 0; nth < times; nth += 1) {
      world.after(draws.int(0, lengthMs), () =>
        draws.pick(phones).act(contentOf[name as keyof typeof EVERY_MS](draws)),
      )
    }
  }
}

/** Guests of a list come together or apart; some are taken back; now and then a tap is two. */
export function scheduleArrivals({ world, phones, options, lists }: Night): void {
  const draws = world.random.fork('arrivals')
  const lengthMs = options.hours * HOUR_MS
  const times = Math.round(lengthMs / ARRIVAL_EVERY_MS) * options.phones
  for (let nth = 0; nth < times; nth += 1) {
    world.after(draws.int(0, lengthMs), async () => {
      const phone = draws.pick(phones)
      const nameId = draws.pick(lists.nameIds)
      const heads = draws.chance(0.12) ? -draws.int(1, 2) : draws.int(1, 4)
      const wish = { nameId, heads, anyway: draws.chance(0.2) }
      const taps = draws.chance(0.2) ? 2 : 1
      await Promise.all(Array.from({ length: taps }, () => phone.tick(wish)))
    })
  }
}

/** Guests without a ticket, alone or together; some change their mind, and some who stay come to a door again. */
export function scheduleSales({ world, phones, options }: Night): void {
  const draws = world.random.fork('sales')
  const lengthMs = options.hours * HOUR_MS
  const times = Math.round(lengthMs / SALE_EVERY_MS) * options.phones
  for (let nth = 0; nth < times; nth += 1) {
    world.after(draws.int(0, lengthMs), async () => {
      const phone = draws.pick(phones)
      const undoAfterMs = draws.chance(0.25) ? draws.int(200, 13_000) : undefined
      const paid = draws.pick(['cash', 'terminal'] as const)
      const wish = { quantity: draws.int(1, 3), paid, offline: draws.chance(0.3), undoAfterMs }
      const taps = draws.chance(0.2) ? 2 : 1
      const [other, afterMs] = [draws.pick(phones), draws.int(2_000, 60_000)]
      const sales = await Promise.all(Array.from({ length: taps }, () => phone.sell(wish)))
      // Whoever gave theirs back doesn't try.
      if (undoAfterMs !== undefined) return
      for (const ticket of sales.flatMap((sold) => sold?.tickets[0] ?? []))
        world.after(afterMs, () => other.scan(ticket.ticket_id, 'in'))
    })
  }
}
