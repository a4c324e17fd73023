// Bugs that the simulation must find, reintroduced one at a time: between the phone and its line, between the store and
// its disk, or in the SQL itself.
import type { Sql } from 'postgres'
import type { DoorDisk } from '../../../apps/scanner-pwa/src/db/door-disk.ts'
import type { PulledPage } from '../../../apps/scanner-pwa/src/db/pulled-page.ts'
import type { TicketWord } from '../../../apps/scanner-pwa/src/db/rows.ts'
import type { SyncNetwork } from '../../../apps/scanner-pwa/src/features/sync/sync-ports.ts'
import { bendFunction } from './bend-function.ts'
import type { World } from './world.ts'

export type Bite = {
  network?: (network: SyncNetwork, world: World) => SyncNetwork
  disk?: (disk: DoorDisk, world: World) => DoorDisk
  /** The returned function restores the SQL. */
  sql?: (sql: Sql) => Promise<() => Promise<void>>
}

/** How many words have arrived in this world, over all lives of its phones. */
const arrivals = new WeakMap<World, number>()

/** Words in arrival order: the last to arrive wins. */
function lastWordWins(network: SyncNetwork, world: World): SyncNetwork {
  const stamped = (words: readonly TicketWord[]) =>
    words.map((word) => {
      const nth = (arrivals.get(world) ?? 0) + 1
      arrivals.set(world, nth)
      return { ...word, revision: 1_000_000 + nth }
    })
  return {
    ...network,
    push: async (...call) => {
      const answer = await network.push(...call)
      if (!answer.ok) return answer
      const answers = answer.answers.map((one) => ({
        ...one,
        word: one.word && (stamped([one.word])[0] ?? null),
      }))
      return { ...answer, answers }
    },
    pull: async (...call) => {
      const answer = await network.pull(...call)
      if (!answer.ok || answer.revoked) return answer
      return { ...answer, page: { ...answer.page, tickets: stamped(answer.page.tickets) } }
    },
    listen: (eventId, onNudge) => network.listen(eventId, (words) => onNudge(stamped(words))),
  }
}

type PageFacts = Pick<PulledPage, 'horizonMs' | 'total' | 'more'>

const bendPages =
  (bend: (page: PageFacts, world: World) => PageFacts) =>
  (network: SyncNetwork, world: World): SyncNetwork => ({
    ...network,
    pull: async (...call) => {
      const answer = await network.pull(...call)
      if (!answer.ok || answer.revoked) return answer
      return { ...answer, page: { ...answer.page, ...bend(answer.page, world) } }
    },
  })

const bendFunctions = (bends: readonly [string, string, string][]) => async (sql: Sql) => {
  const restores: (() => Promise<void>)[] = []
  for (const [name, from, to] of bends) restores.push(await bendFunction(sql, name, from, to))
  return async () => {
    for (const restore of restores) await restore()
  }
}

export const BITES = {
  /** Issue: there must be one ordering for what is known about a ticket. */
  'last-word-wins': { network: lastWordWins },
  /** Issue: the age of a list counts from the horizon. */
  'age-from-answer': {
    network: bendPages((page, world) => ({ ...page, horizonMs: world.nowMs() })),
  },
  /** Issue: a list that isn't whole never says "newer than this phone's list". */
  'always-whole': { network: bendPages((page) => ({ ...page, total: 0, more: false })) },
  /** Issue: a phone spends tickets of its own event only. */
  'any-event': {
    sql: bendFunctions([
      ['internal.merge_scans', 'when a.event_id <> t.event_id then', 'when false then'],
      ['internal.lock_tickets', 'and t.event_id = w.event_id', ''],
    ]),
  },
  /** Issue: after its revocation a phone spends nothing. */
  'revoked-spends': {
    sql: bendFunctions([
      ['internal.merge_scans', "when a.after_revocation then 'after_revocation'", ''],
    ]),
  },
  /** Issue: an admission that was taken back is left out. */
  'undone-counts': {
    sql: bendFunctions([
      ['internal.merge_scans', 'a.undoes is not null and not a.after_revocation', 'false'],
    ]),
  },
  /** What a phone may let in of a list without asking is lent to nobody else. */
  'share-lent-twice': {
    sql: bendFunctions([
      [
        'internal.unheld_share',
        'greatest(s.granted, internal.spent_share(p_list.id, s.device_id))',
        '0',
      ],
    ]),
  },
  /** A ticket that one phone may sell is no other one's. */
  'stock-of-two-phones': {
    sql: bendFunctions([['internal.unsold_stock', 'and s.device_id = p_device_id', '']]),
  },
  /** Whichever comes last settles: a scan that is undone late frees the seat of a sale that was taken back. */
  'late-scans-settle-nothing': {
    sql: bendFunctions([['internal.settle_late', 'internal.settle_order(o.id)', '1']]),
  },
  /** Issue: a green that could be forgotten is never shown. */
  'verdict-before-commit': {
    disk: (disk) => ({
      ...disk,
      append: async (scan) => {
        disk.append(scan).catch(() => {})
      },
    }),
  },
  /** A count that could be forgotten is never felt as done. */
  'count-before-commit': {
    disk: (disk) => ({
      ...disk,
      appendAct: async (act) => {
        disk.appendAct(act).catch(() => {})
      },
    }),
  },
} satisfies Record<string, Bite>

export type BiteName = keyof typeof BITES

export const biteNames = Object.keys(BITES) as BiteName[]
