// The names of a night's lists in memory, and how each stands as far as this phone knows: the server's word, and its own acts
// that the word doesn't count yet.
import type { ArrivalList, ArrivalName } from '@maguey/ticket-core/decide-arrival'
import type { DoorList, EntryRow } from '@maguey/wire/scanner-lists'
import { type Named, namedOf, searchNames } from './name-search.ts'
import type { ActRow } from './rows.ts'

export type FoundName = {
  id: string
  name: string
  note: string
  /** What this phone may decide by. */
  standing: ArrivalName
  list: DoorList
  arrivalList: ArrivalList
}

type Entry = {
  listId: string
  name: string
  plus: number
  note: string
  arrived: number
  removed: boolean
  revision: number
}

/** Heads by name that this phone let in: all of them, and those that no row from the server counts. */
export type OwnHeads = { all: ReadonlyMap<string, number>; fresh: ReadonlyMap<string, number> }

export function ownHeads(acts: readonly ActRow[], counted: readonly string[]): OwnHeads {
  const known = new Set(counted)
  const [all, fresh] = [new Map<string, number>(), new Map<string, number>()]
  for (const act of acts) {
    if (act.kind !== 'list_arrival') continue
    const { entry_id: id, heads } = act.payload
    all.set(id, (all.get(id) ?? 0) + heads)
    if (!known.has(act.id)) fresh.set(id, (fresh.get(id) ?? 0) + heads)
  }
  return { all, fresh }
}

export class ListMemory {
  readonly #entries = new Map<string, Entry>()
  /** Made searchable as they come, page by page: nobody at the door waits for it. */
  readonly #names = new Map<string, Named>()

  clear(): void {
    this.#entries.clear()
    this.#names.clear()
  }

  take(rows: readonly EntryRow[]): void {
    for (const [id, listId, name, plus, note, arrived, removed, revision] of rows) {
      const known = this.#entries.get(id)
      if (known && known.revision > revision) continue
      if (known?.name !== name) this.#makeSearchable(id, name)
      // Forgotten.
      if (name === null) this.#entries.delete(id)
      else this.#entries.set(id, { listId, name, plus, note, arrived, removed, revision })
    }
  }

  find(query: string): string[] {
    return searchNames(this.#names.values(), query, 12)
  }

  /** @param known how the lists stand, filled on the way: twelve names of one list ask once */
  found(
    id: string,
    lists: readonly DoorList[],
    own: OwnHeads,
    known: Map<string, ArrivalList> = new Map(),
  ): FoundName | undefined {
    const entry = this.#entries.get(id)
    const list = lists.find((one) => one.id === entry?.listId)
    if (!entry || !list) return undefined
    const arrived = Math.max(0, entry.arrived + (own.fresh.get(id) ?? 0))
    const arrivalList = known.get(list.id) ?? this.standing(list, own)
    known.set(list.id, arrivalList)
    return {
      ...{ id, name: entry.name, note: entry.note, list, arrivalList },
      standing: { plus: entry.plus, removed: entry.removed, arrived },
    }
  }

  standing(list: DoorList, own: OwnHeads): ArrivalList {
    return {
      ...{ price: list.price, untilMs: list.until, latePrice: list.late_price },
      ...{ quota: list.quota, overbook: list.overbook, granted: list.granted },
      arrived: Math.max(0, list.arrived + this.#headsOf(list.id, own.fresh)),
      spent: Math.max(0, this.#headsOf(list.id, own.all)),
    }
  }

  #makeSearchable(id: string, name: string | null): void {
    const named = namedOf(name, id)
    if (named) this.#names.set(id, named)
    else this.#names.delete(id)
  }

  #headsOf(listId: string, heads: ReadonlyMap<string, number>): number {
    let sum = 0
    for (const [id, count] of heads) if (this.#entries.get(id)?.listId === listId) sum += count
    return sum
  }
}
