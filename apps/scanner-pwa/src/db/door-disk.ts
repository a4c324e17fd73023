// What the door needs from a disk: each call is one transaction, durable before it resolves. The phone's is
// `dexie-disk.ts`; the simulation passes its own, under the same contract.
import type { PackedWord } from './packed-word.ts'
import type {
  EventRow,
  LoggedAct,
  LoggedScan,
  MetaValues,
  SettledAct,
  SettledScan,
} from './rows.ts'

export type Segment = {
  eventId: string
  epoch: string
  /** From a page, so that its tickets count towards a whole list. */
  pulled: boolean
  words: readonly PackedWord[]
}

export type KeptSegment = Segment & { seq: number }

export type KeptPage = {
  event: EventRow
  segment: Segment
  /** Once the list is whole, segments of other epochs are deleted. */
  dropOtherEpochs: boolean
}

/** An act and the scans that it makes: one fact to whoever stands at the door. */
export type LoggedSale = { scans: readonly LoggedScan[]; act: LoggedAct }

export type KeptLog = {
  scans: LoggedScan[]
  settled: SettledScan[]
  acts: LoggedAct[]
  settledActs: SettledAct[]
}

export type Forgotten = {
  eventIds: readonly string[]
  scanIds: readonly string[]
  actIds: readonly string[]
}

/** `scanIds`, `actIds`: what the server has; all others stay. */
export type Wipe = {
  nowMs: number
  scanIds: readonly string[]
  actIds: readonly string[]
}

/** Every call rejects with a `DiskError` if nothing was stored. */
export type DoorDisk = {
  /** Makes this page the only one that may write; earlier claims end. */
  claim: () => Promise<void>
  readLog: () => Promise<KeptLog>
  readEvents: () => Promise<EventRow[]>
  readSegments: (eventId: string) => Promise<KeptSegment[]>
  /** Adding a scan that is already stored changes nothing. */
  append: (scan: LoggedScan) => Promise<void>
  /** The same for an act. */
  appendAct: (act: LoggedAct) => Promise<void>
  /** All of it or nothing. */
  appendSale: (sale: LoggedSale) => Promise<void>
  keepPage: (page: KeptPage) => Promise<void>
  keepWords: (segment: Segment) => Promise<void>
  settle: (settled: readonly SettledScan[], segment: Segment | null) => Promise<void>
  settleActs: (settled: readonly SettledAct[]) => Promise<void>
  /** Segments written in the meantime stay. */
  replaceSegments: (seqs: readonly number[], by: readonly Segment[]) => Promise<void>
  /** If the chosen night is forgotten, the choice goes with it; and a night's house list and stock with the night. */
  forget: (what: Forgotten) => Promise<void>
  readMeta: <K extends keyof MetaValues>(key: K) => Promise<MetaValues[K] | undefined>
  writeMeta: <K extends keyof MetaValues>(key: K, value: MetaValues[K]) => Promise<void>
  /** Deletes everything but the settings, the mark of revocation and the listed scans and acts. */
  wipe: (wipe: Wipe) => Promise<void>
}

/**
 * `failed`: this write was not stored (full, or severed and impossible to reopen). `lost`: the database is not the
 * same one as before, and its content is gone. `elsewhere`: another page of this phone has taken over.
 */
export type DiskTrouble = 'failed' | 'lost' | 'elsewhere'

export class DiskError extends Error {
  readonly trouble: DiskTrouble
  /** The exception's name, for support. */
  readonly reason: string

  constructor(trouble: DiskTrouble, reason: string) {
    super(`${trouble}: ${reason}`)
    this.name = 'DiskError'
    this.trouble = trouble
    this.reason = reason
  }
}

/** Dexie reports that a transaction was aborted and keeps the reason in `inner`. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown'
  const { inner } = error as { inner?: unknown }
  return inner instanceof Error && error.name === 'AbortError' ? inner.name : error.name
}

export function diskErrorOf(error: unknown): DiskError {
  if (error instanceof DiskError) return error
  return new DiskError('failed', reasonOf(error))
}
