// A phone's disk in the simulation: each write takes time, and a crash loses what was not yet stored.
import {
  DiskError,
  type DoorDisk,
  type KeptSegment,
} from '../../../apps/scanner-pwa/src/db/door-disk.ts'
import type {
  EventRow,
  LoggedAct,
  LoggedScan,
  MetaValues,
  SettledAct,
  SettledScan,
} from '../../../apps/scanner-pwa/src/db/rows.ts'

/** What survives a crash of its phone. */
export type Platter = {
  scans: Map<string, LoggedScan>
  settled: Map<string, SettledScan>
  acts: Map<string, LoggedAct>
  settledActs: Map<string, SettledAct>
  events: Map<string, EventRow>
  segments: KeptSegment[]
  meta: Map<string, unknown>
  nextSeq: number
}

export const emptyPlatter = (): Platter => ({
  scans: new Map(),
  settled: new Map(),
  acts: new Map(),
  settledActs: new Map(),
  events: new Map(),
  segments: [],
  meta: new Map(),
  nextSeq: 1,
})

/** As when the system deletes the app's database: the new one has no owner. */
export function wipePlatter(platter: Platter): void {
  Object.assign(platter, emptyPlatter())
}

export type DiskTiming = {
  /** Calls `keep` when a write made now reaches the platter, if ever, and its result when the app is to learn of it. */
  afterWrite: (keep: () => () => void) => void
  /** Null: the write is stored. A name: it fails, and nothing of it is stored. */
  fault: () => string | null
}

export const instantly: DiskTiming = { afterWrite: (keep) => keep()(), fault: () => null }

const copy = <T>(value: T): T => structuredClone(value)

const dropRows = (ids: readonly string[], ...from: Map<string, unknown>[]) => {
  for (const id of ids) for (const rows of from) rows.delete(id)
}

/** `mark` as in the phone's own disk. */
export function createSimDisk(platter: Platter, mark: string, timing: DiskTiming): DoorDisk {
  let claimed = false
  const read = async <T>(value: () => T): Promise<T> => copy(value())

  /** Why a write that reaches the platter now isn't stored; undefined if it is. */
  const refusal = (reason: string | null): DiskError | undefined => {
    const owner = platter.meta.get('owner')
    if (claimed && owner !== mark) {
      return new DiskError(owner === undefined ? 'lost' : 'elsewhere', 'NotOwner')
    }
    return reason === null ? undefined : new DiskError('failed', reason)
  }

  const write = (change: () => void): Promise<void> =>
    new Promise((resolve, reject) => {
      const reason = timing.fault()
      timing.afterWrite(() => {
        const refused = refusal(reason)
        if (refused) return () => reject(refused)
        change()
        return resolve
      })
    })

  const addSegment = (segment: Omit<KeptSegment, 'seq'>) => {
    if (segment.words.length === 0) return
    platter.segments.push({ ...copy(segment), seq: platter.nextSeq })
    platter.nextSeq += 1
  }
  const keepSegments = (keep: (segment: KeptSegment) => boolean) => {
    platter.segments = platter.segments.filter(keep)
  }

  return {
    claim: async () => {
      platter.meta.set('owner', mark)
      claimed = true
    },
    readLog: () =>
      read(() => {
        const byId = <T extends { id: string }>(rows: Iterable<T>) =>
          [...rows].sort((a, b) => (a.id < b.id ? -1 : 1))
        return {
          scans: byId(platter.scans.values()),
          settled: byId(platter.settled.values()),
          acts: byId(platter.acts.values()),
          settledActs: byId(platter.settledActs.values()),
        }
      }),
    readEvents: () => read(() => [...platter.events.values()]),
    readSegments: (eventId) =>
      read(() => platter.segments.filter((segment) => segment.eventId === eventId)),
    append: (scan) =>
      write(() => {
        platter.scans.set(scan.id, copy(scan))
      }),
    appendAct: (act) =>
      write(() => {
        platter.acts.set(act.id, copy(act))
      }),
    appendSale: ({ scans, act }) =>
      write(() => {
        for (const scan of scans) platter.scans.set(scan.id, copy(scan))
        platter.acts.set(act.id, copy(act))
      }),
    keepPage: ({ event, segment, dropOtherEpochs }) =>
      write(() => {
        if (dropOtherEpochs) {
          keepSegments((kept) => kept.eventId !== event.id || kept.epoch === event.epoch)
        }
        addSegment(segment)
        platter.events.set(event.id, copy(event))
      }),
    keepWords: (segment) => write(() => addSegment(segment)),
    settle: (settled, segment) =>
      write(() => {
        for (const one of settled) platter.settled.set(one.id, copy(one))
        if (segment) addSegment(segment)
      }),
    settleActs: (settled) =>
      write(() => {
        for (const one of settled) platter.settledActs.set(one.id, copy(one))
      }),
    replaceSegments: (seqs, by) =>
      write(() => {
        keepSegments(({ seq }) => !seqs.includes(seq))
        by.forEach(addSegment)
      }),
    forget: ({ eventIds, scanIds, actIds }) =>
      write(() => {
        keepSegments(({ eventId }) => !eventIds.includes(eventId))
        for (const id of eventIds) platter.events.delete(id)
        dropRows(scanIds, platter.scans, platter.settled)
        dropRows(actIds, platter.acts, platter.settledActs)
        for (const key of ['choice', 'bans', 'stock'] as const) {
          const kept = platter.meta.get(key) as { eventId: string } | undefined
          if (kept && eventIds.includes(kept.eventId)) platter.meta.delete(key)
        }
      }),
    readMeta: <K extends keyof MetaValues>(key: K) =>
      read(() => platter.meta.get(key) as MetaValues[K] | undefined),
    writeMeta: (key, value) =>
      write(() => {
        platter.meta.set(key, copy(value))
      }),
    wipe: ({ nowMs, scanIds, actIds }) =>
      write(() => {
        const settings = platter.meta.get('settings')
        platter.segments = []
        platter.events.clear()
        platter.meta.clear()
        dropRows(scanIds, platter.scans, platter.settled)
        dropRows(actIds, platter.acts, platter.settledActs)
        if (settings !== undefined) platter.meta.set('settings', settings)
        platter.meta.set('revoked', { atMs: nowMs, wiped: true })
        platter.meta.set('owner', mark)
      }),
  }
}
