// The guest lists of the open night: mirrored in memory, kept on the disk, found by name.
import type { ArrivalList } from '@maguey/ticket-core/decide-arrival'
import type { DoorList, EntryRow, PulledLists } from '@maguey/wire/scanner-lists'
import { createStore } from 'zustand/vanilla'
import type { DoorStore } from './door-store.ts'
import type { GuestListDisk, KeptNight } from './guest-lists-db.ts'
import { type FoundName, ListMemory, type OwnHeads, ownHeads } from './list-memory.ts'
import { GUEST_SEARCH_MIN_LETTERS, lettersOf } from './name-search.ts'
import type { ActRow } from './rows.ts'

/** A page of `scanner_lists` that is no revocation. */
export type ListPage = Extract<PulledLists, { revoked: false }>

export class GuestLists {
  /** Rises with every change, so that a screen looks again. */
  readonly state = createStore<{ version: number }>()(() => ({ version: 0 }))
  readonly #disk: GuestListDisk
  readonly #door: Pick<DoorStore, 'actsOf'>
  readonly #memory = new ListMemory()
  #night: KeptNight | undefined
  #eventId: string | undefined

  constructor(disk: GuestListDisk, door: Pick<DoorStore, 'actsOf'>) {
    this.#disk = disk
    this.#door = door
  }

  /** Mirrors the lists of this night from the disk; names of any other night leave the phone. */
  async open(eventId: string): Promise<void> {
    if (this.#eventId === eventId) return
    const { night, rows } = await this.#disk.read(eventId)
    this.#forget()
    this.#eventId = eventId
    this.#night = night
    this.#memory.take(rows)
    this.touch()
    await this.#disk.forgetOthers(eventId)
  }

  /** Another night may be chosen while a call about this one is under way. */
  isOpen(eventId: string): boolean {
    return this.#eventId === eventId
  }

  cursor(): string | null {
    return this.#night?.cursor ?? null
  }

  lists(): readonly DoorList[] {
    return this.#night?.lists ?? []
  }

  /** This phone's acts that the server has: what a pull that begins now counts. */
  sentActs(): string[] {
    return this.#acts().flatMap(({ id, state }) => (state === 'sent' ? [id] : []))
  }

  /**
   * @param page the last page of a pull, with the rows of all its pages
   * @param counted the acts that the server had when the pull began: its rows count them
   */
  async apply(page: ListPage, counted: readonly string[]): Promise<void> {
    const [eventId, before] = [this.#eventId, this.#night]
    if (eventId === undefined) return
    const { epoch, cursor, lists } = page
    // A name that changed during the pull came twice.
    const rows = [...new Map(page.rows.map((row) => [row[0], row])).values()]
    const anew = before !== undefined && before.epoch !== epoch
    if (anew) this.#memory.clear()
    const horizonMs = page.horizon_ms > 0 ? page.horizon_ms : (before?.horizonMs ?? null)
    this.#night = { eventId, epoch, cursor, lists, counted, horizonMs }
    this.#memory.take(rows)
    this.touch()
    await this.#disk.keep(this.#night, rows, anew)
  }

  /** What this phone may let in of an overbooked list from now on. */
  async setShare(listId: string, granted: number): Promise<void> {
    if (!this.#night) return
    const lists = this.lists().map((list) => (list.id === listId ? { ...list, granted } : list))
    this.#night = { ...this.#night, lists }
    this.touch()
    await this.#disk.keep(this.#night, [] as EntryRow[], false)
  }

  /** Heads of a list that this phone let in. */
  spentOf(listId: string): number {
    const list = this.lists().find((one) => one.id === listId)
    return list ? this.#memory.standing(list, this.#own()).spent : 0
  }

  /** Something was kept that changes how names stand: screens look again. */
  touch(): void {
    this.state.setState(({ version }) => ({ version: version + 1 }))
  }

  /** Undefined while the query has too few letters. */
  find(query: string): FoundName[] | undefined {
    if (lettersOf(query) < GUEST_SEARCH_MIN_LETTERS) return undefined
    const own = this.#own()
    const known = new Map<string, ArrivalList>()
    return this.#memory
      .find(query)
      .flatMap((id) => this.#memory.found(id, this.lists(), own, known) ?? [])
      .filter(({ standing }) => !standing.removed || standing.arrived > 0)
  }

  nameOf(id: string): FoundName | undefined {
    return this.#memory.found(id, this.lists(), this.#own())
  }

  /** The night was chosen away, is long over, or the phone was revoked: no name stays. */
  async clear(): Promise<void> {
    this.#forget()
    this.touch()
    await this.#disk.clear()
  }

  #acts(): ActRow[] {
    if (this.#eventId === undefined) return []
    return this.#door.actsOf(this.#eventId).filter(({ kind }) => kind === 'list_arrival')
  }

  #own(): OwnHeads {
    return ownHeads(this.#acts(), this.#night?.counted ?? [])
  }

  #forget(): void {
    this.#memory.clear()
    this.#night = undefined
    this.#eventId = undefined
  }
}
