// The phone's own acts in memory: by id, and those still waiting to be sent.
import { peopleCounted } from '@maguey/ticket-core/hand-count'
import type { ActRow, LoggedAct, SettledAct } from './rows.ts'

export type ActMirror = {
  add: (act: LoggedAct) => void
  /** Unknown ids are ignored. */
  settle: (settled: readonly SettledAct[]) => void
  drop: (ids: Iterable<string>) => void
  has: (id: string) => boolean
  /** In the order in which they were made, which is how UUIDv7s sort. */
  inState: (state: ActRow['state'], limit?: number) => ActRow[]
  /** On no server yet: waiting, or refused. */
  unsent: () => ActRow[]
  /** People whom this phone counted at a night. */
  counted: (eventId: string) => { came: number; left: number }
  /** The same, came less left, as far as no server knows of them. */
  unsentPeople: (eventId: string) => number
  all: () => ActRow[]
  counts: () => { queued: number; setAside: number }
}

export function createActMirror(): ActMirror {
  const acts = new Map<string, ActRow>()
  const unsent = new Map<string, ActRow['state']>()

  const rowsOf = (ids: Iterable<string>) => [...ids].flatMap((id) => acts.get(id) ?? [])
  const inOrder = (rows: ActRow[]) => rows.sort((a, b) => (a.id < b.id ? -1 : 1))

  return {
    add: (act) => {
      if (acts.has(act.id)) return
      acts.set(act.id, { ...act, state: 'queued', error: null })
      unsent.set(act.id, 'queued')
    },
    settle: (settled) => {
      for (const one of settled) {
        const act = acts.get(one.id)
        if (!act) continue
        acts.set(one.id, { ...act, ...one })
        if (one.state === 'sent') unsent.delete(one.id)
        else unsent.set(one.id, one.state)
      }
    },
    drop: (ids) => {
      for (const id of ids) {
        acts.delete(id)
        unsent.delete(id)
      }
    },
    has: (id) => acts.has(id),
    inState: (state, limit = Number.POSITIVE_INFINITY) => {
      const ids = [...unsent].filter(([, its]) => its === state).map(([id]) => id)
      return inOrder(rowsOf(ids)).slice(0, limit)
    },
    unsent: () => inOrder(rowsOf(unsent.keys())),
    counted: (eventId) => counted(acts.values(), eventId),
    unsentPeople: (eventId) => {
      const { came, left } = counted(rowsOf(unsent.keys()), eventId)
      return came - left
    },
    all: () => inOrder([...acts.values()]),
    counts: () => {
      let queued = 0
      for (const state of unsent.values()) if (state === 'queued') queued += 1
      return { queued, setAside: unsent.size - queued }
    },
  }
}

function counted(acts: Iterable<ActRow>, eventId: string): { came: number; left: number } {
  const heads: (1 | -1)[] = []
  for (const act of acts) {
    if (act.eventId === eventId && act.kind === 'count') heads.push(act.payload.heads)
  }
  return peopleCounted(heads)
}
