// The guest lists of one run of the app on a simulated phone: the app's own lists, feed and ticks.
import type { ActContent } from '@maguey/wire/door-act'
import type { DoorStore } from '../../../apps/scanner-pwa/src/db/door-store.ts'
import { GuestLists } from '../../../apps/scanner-pwa/src/db/guest-lists.ts'
import type { GuestListDisk, KeptNight } from '../../../apps/scanner-pwa/src/db/guest-lists-db.ts'
import type { ActPlace, RecordAct } from '../../../apps/scanner-pwa/src/db/record-act.ts'
import {
  ListsFeed,
  type PhoneCall,
} from '../../../apps/scanner-pwa/src/features/lists/lists-feed.ts'
import { createTickName } from '../../../apps/scanner-pwa/src/features/lists/tick-name.ts'

export type KeptAct = { id: string; content: ActContent }

/** What a doorman wants of a name; `anyway` is what they say if the phone asks. */
export type Wish = { nameId: string; heads: number; anyway: boolean }

export type Tally = {
  kept: KeptAct | undefined
  /** Heads of an overbooked list that were let in although the phone asked. */
  insisted: number
  /** Where the phone let somebody in beyond its share without asking. */
  overspent: string | undefined
}

export type PhoneLists = {
  readonly lists: GuestLists
  /** Begins with every pull of tickets that ends. */
  pull: (eventId: string) => Promise<void>
  tick: (wish: Wish, place: ActPlace) => Promise<Tally>
}

/** What a phone keeps of lists: a copy, whose loss is no loss. */
export function createListDisk(): GuestListDisk {
  let night: KeptNight | undefined
  const rows = new Map<string, Awaited<ReturnType<GuestListDisk['read']>>['rows'][number]>()
  return {
    read: async () => ({ night, rows: [...rows.values()] }),
    keep: async (kept, page, anew) => {
      night = kept
      if (anew) rows.clear()
      for (const row of page) rows.set(row[0], row)
    },
    forgetOthers: async () => {},
    clear: async () => {
      night = undefined
      rows.clear()
    },
  }
}

type ListParts = {
  store: DoorStore
  record: RecordAct
  disk: GuestListDisk
  call: PhoneCall
  nowMs: () => number
}

export function createPhoneLists({ store, record, disk, call, nowMs }: ListParts): PhoneLists {
  const lists = new GuestLists(disk, store)
  const feed = new ListsFeed(lists, call)
  const kept = new WeakMap<ActPlace, KeptAct>()
  const noting: RecordAct = async (content, place) => {
    const recorded = await record(content, place)
    if (recorded.ok) kept.set(place, { id: recorded.id, content })
    return recorded
  }
  const tickName = createTickName({ lists, feed, record: noting, nowMs, bansLike: () => [] })

  const overspent = (nameId: string): string | undefined => {
    const list = lists.nameOf(nameId)?.list
    if (!list?.overbook) return undefined
    const [spent, granted] = [lists.spentOf(list.id), list.granted ?? 0]
    return spent > granted ? `spent ${spent} of its share of ${granted}` : undefined
  }

  return {
    lists,
    pull: (eventId) => feed.pull(eventId),
    tick: async ({ nameId, heads, anyway }, place) => {
      const first = await tickName({ nameId, heads, anyway: false, place })
      const isOver = first.kind === 'ticked' && heads > 0 ? overspent(nameId) : undefined
      if (first.kind === 'asked' && anyway) await tickName({ nameId, heads, anyway, place })
      const insists = first.kind === 'asked' && anyway && lists.nameOf(nameId)?.list.overbook
      return { kept: kept.get(place), insisted: insists ? heads : 0, overspent: isOver }
    },
  }
}
