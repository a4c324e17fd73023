// Brings the guest lists up to date after each round of the sync loop, gives back what other phones want of a quota, and
// borrows. Trouble here is no trouble for tickets: the next round tries again.
import { missingShare } from '@maguey/ticket-core/decide-arrival'
import {
  type DoorList,
  type EntryRow,
  scannerLists,
  scannerShare,
} from '@maguey/wire/scanner-lists'
import type { SqlFunction } from '@maguey/wire/sql-function'
import type { GenericSchema, InferOutput } from 'valibot'
import type { GuestLists } from '#db/guest-lists.ts'
import type { FoundName } from '#db/list-memory.ts'

/** One call as this phone; never rejects. */
export type PhoneCall = <Input, const Schema extends GenericSchema>(
  sql: SqlFunction<Input, Schema>,
  input: NoInfer<Input>,
) => Promise<{ ok: true; value: InferOutput<Schema> } | { ok: false }>

const PAGE = 2_000
/** Borrowed at once, so that the next group of the same list needn't ask again. */
const SPARE = 2

export class ListsFeed {
  readonly #lists: GuestLists
  readonly #call: PhoneCall
  #under: Promise<void> | undefined
  /** Heads that are being let in just now are on no count yet: nothing of the share is given back meanwhile. */
  #ticking = 0

  constructor(lists: GuestLists, call: PhoneCall) {
    this.#lists = lists
    this.#call = call
  }

  /** One at a time. Never rejects: where the disk fails, what is in memory stays, and the next round tries again. */
  pull(eventId: string): Promise<void> {
    this.#under ??= this.#pullAll(eventId)
      .catch(() => undefined)
      .finally(() => {
        this.#under = undefined
      })
    return this.#under
  }

  /** Asks for as much of the quota as these heads need. Nothing changes without an answer. */
  async borrow(eventId: string, { list, arrivalList }: FoundName, heads: number): Promise<void> {
    if (missingShare(arrivalList, heads) === 0) return
    await this.#ask(eventId, list.id, arrivalList.spent + heads + SPARE)
  }

  async whileTicking<T>(work: () => Promise<T>): Promise<T> {
    this.#ticking += 1
    try {
      return await work()
    } finally {
      this.#ticking -= 1
    }
  }

  async #pullAll(eventId: string): Promise<void> {
    await this.#lists.open(eventId)
    await this.#pullPages(eventId)
    for (const list of this.#lists.lists()) await this.#giveBack(eventId, list)
  }

  /** Believed all at once: only with the last page is it known which of this phone's acts the rows count. */
  async #pullPages(eventId: string): Promise<void> {
    const before = this.#lists.cursor()
    let [cursor, counted] = [before, this.#lists.sentActs()]
    let [epoch, rows] = ['', [] as EntryRow[]]
    while (true) {
      const answer = await this.#call(scannerLists, { eventId, cursor, limit: PAGE })
      if (!answer.ok || !this.#follows(eventId, before)) return
      const page = answer.value
      if (page.revoked) return this.#lists.clear()
      rows = page.epoch === epoch ? [...rows, ...page.rows] : page.rows
      epoch = page.epoch
      cursor = page.cursor
      if (page.more) continue
      const sent = this.#lists.sentActs()
      if (sent.length === counted.length) return this.#lists.apply({ ...page, rows }, counted)
      // An act that was sent meanwhile may be counted by these rows or not: what changed since is read before they are believed.
      counted = sent
    }
  }

  /** Another night may be chosen during a call, and perhaps this one again, without what it had: no row follows on that. */
  #follows(eventId: string, cursor: string | null): boolean {
    return this.#lists.isOpen(eventId) && this.#lists.cursor() === cursor
  }

  /** Half of what this phone has left of a list that another one has nothing left of. */
  async #giveBack(eventId: string, { id, wanted, granted }: DoorList): Promise<void> {
    if (!this.#lists.isOpen(eventId)) return
    const spent = this.#lists.spentOf(id)
    const spare = (granted ?? 0) - spent
    if (!wanted || spare < 2 || this.#ticking > 0) return
    const wish = spent + Math.ceil(spare / 2)
    // First here, then there: in between nobody holds it, and nobody spends it twice.
    await this.#lists.setShare(id, wish)
    await this.#ask(eventId, id, wish)
  }

  async #ask(eventId: string, listId: string, wish: number): Promise<void> {
    const answer = await this.#call(scannerShare, { eventId, listId, wish })
    if (answer.ok && this.#lists.isOpen(eventId))
      await this.#lists.setShare(listId, answer.value.granted)
  }
}
