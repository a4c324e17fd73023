// Brings the guest lists up to date after each round of the sync loop, gives back what other phones want of a quota, and
// borrows. Trouble here is no trouble for tickets: the next round tries again.
import { missingShare } from '@maguey/ticket-core/decide-arrival'
import { type DoorList, scannerLists, scannerShare } from '@maguey/wire/scanner-lists'
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
    const counted = this.#lists.sentActs()
    let more = true
    while (more) more = await this.#pullPage(eventId, counted)
    for (const list of this.#lists.lists()) await this.#giveBack(eventId, list)
  }

  /** @returns whether there is more */
  async #pullPage(eventId: string, counted: readonly string[]): Promise<boolean> {
    const request = { eventId, cursor: this.#lists.cursor(), limit: PAGE }
    const answer = await this.#call(scannerLists, request)
    if (!answer.ok) return false
    if (answer.value.revoked) {
      await this.#lists.clear()
      return false
    }
    const { more } = answer.value
    // An act that was sent meanwhile may be counted by these rows or not: they are read again before they are believed.
    if (!more && this.#lists.sentActs().length !== counted.length) return false
    await this.#lists.apply(answer.value, more ? null : counted)
    return more
  }

  /** Half of what this phone has left of a list that another one has nothing left of. */
  async #giveBack(eventId: string, { id, wanted, granted }: DoorList): Promise<void> {
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
    if (answer.ok) await this.#lists.setShare(listId, answer.value.granted)
  }
}
