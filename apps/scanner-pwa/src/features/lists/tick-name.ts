// Ticks heads of a name: borrows if the phone's share is too small, decides, keeps the act, and only then says so.
import { type ArrivalVerdict, decideArrival } from '@maguey/ticket-core/decide-arrival'
import type { DoorStore } from '#db/door-store.ts'
import type { GuestLists } from '#db/guest-lists.ts'
import type { FoundName } from '#db/list-memory.ts'
import type { ActPlace, RecordAct } from '#db/record-act.ts'
import type { ListsFeed } from './lists-feed.ts'

export type Ticked =
  | { kind: 'ticked'; heads: number; pays: string }
  /** Nothing was kept yet: whoever stands there decides, with `anyway`. */
  | { kind: 'asked'; heads: number; verdict: ArrivalVerdict }
  | { kind: 'storage_failed'; reason: string }
  /** The name has left the list meanwhile. */
  | { kind: 'gone' }

type TickDeps = {
  lists: GuestLists
  feed: Pick<ListsFeed, 'borrow' | 'whileTicking'>
  record: RecordAct
  bansLike: DoorStore['bansLike']
  nowMs: () => number
}

export type Tick = {
  nameId: string
  /** Below zero takes that many back. */
  heads: number
  /** Although the list doesn't allow it. */
  anyway: boolean
  /** What each head paid that is taken back; without it, what the list takes now. */
  pays?: string
  place: ActPlace
}

export type TickName = (tick: Tick) => Promise<Ticked>

/** One tick at a time, so that two taps on the last place don't both get it. */
export function createTickName(deps: TickDeps): TickName {
  let last: Promise<unknown> = Promise.resolve()
  return (tick) => {
    const turn = last.then(() => deps.feed.whileTicking(() => tickOne(deps, tick)))
    last = turn.catch(() => undefined)
    return turn
  }
}

async function tickOne(deps: TickDeps, tick: Tick): Promise<Ticked> {
  const { nameId, heads, anyway, place } = tick
  const found = await known(deps, tick)
  if (found === undefined) return { kind: 'gone' }
  const asked = Math.max(1, heads)
  const likeHouseList = heads > 0 && deps.bansLike({ line: found.name }).length > 0
  const name = { ...found.standing, likeHouseList }
  const verdict = decideArrival(found.arrivalList, name, asked, deps.nowMs())
  if (heads > 0 && verdict.doubt !== null && !anyway) return { kind: 'asked', heads, verdict }
  const pays = tick.pays ?? verdict.pays
  const payload = { entry_id: nameId, heads, paid: Number(pays).toFixed(2) }
  const kept = await deps.record({ kind: 'list_arrival', payload }, place)
  if (!kept.ok) return { kind: 'storage_failed', reason: kept.reason }
  deps.lists.touch()
  return { kind: 'ticked', heads, pays }
}

/** The name as it stands, with as much of the quota as could be borrowed. */
async function known(
  { lists, feed }: TickDeps,
  { nameId, heads, place }: Tick,
): Promise<FoundName | undefined> {
  const found = lists.nameOf(nameId)
  if (found === undefined || heads <= 0 || place.offline) return found
  await feed.borrow(place.eventId, found, heads).catch(() => undefined)
  return lists.nameOf(nameId)
}
