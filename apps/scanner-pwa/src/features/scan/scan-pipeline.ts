// The one way from a text to a verdict: verify, then decide and remember in one transaction, then show.
import type { Ed25519Verifier } from '@maguey/ticket-core/ed25519'
import { UNSURE_ABOVE_MS } from '@maguey/ticket-core/reconcile'
import type { ScanDirection } from '@maguey/ticket-core/scan-record'
import { uuidV7 } from '@maguey/ticket-core/uuid-v7'
import type { Verdict } from '@maguey/ticket-core/verdict'
import type { DoorDb } from '#db/door-db.ts'
import { type RecordedScan, recordScan } from '#db/record-scan.ts'
import type { EventRow, GateRow, MetaValues } from '#db/rows.ts'
import type { Clock } from '#shared/clock.ts'
import { publicKeysOf, verifyText } from './verify-text.ts'

/** Where the phone stands. */
export type DoorFacts = {
  event: EventRow
  gate: GateRow
  direction: ScanDirection
  deviceName: string
  revoked: boolean
  offline: boolean
  clock: MetaValues['clock'] | undefined
}

/** A scan as the screen shows it. `atMs` is corrected time. */
export type ShownScan =
  | {
      kind: 'verdict'
      scanId: string
      verdict: Verdict
      atMs: number
      event: EventRow
    }
  | { kind: 'storage_failed'; reason: string; atMs: number }
  /** Read before the first page of the list is here: nothing can be decided, and that must not look like a miss. */
  | { kind: 'no_list' }

export type PipelineDeps = {
  db: DoorDb
  clock: Pick<Clock, 'nowMs'>
  /** A CSPRNG. */
  randomBytes: (length: number) => Uint8Array
  /** May reject: then signatures stay unchecked, and the next scan asks again. */
  verifier: () => Promise<Ed25519Verifier>
}

export type ScanPipeline = {
  /** Never rejects. Scans are decided one after the other, in the order of the calls. */
  scan: (text: string, facts: DoorFacts) => Promise<ShownScan>
  /** Imports the keys and opens the database before the first guest pays for it. Never rejects. */
  warmUp: (event: EventRow) => Promise<void>
}

export function createScanPipeline(deps: PipelineDeps): ScanPipeline {
  let last: Promise<unknown> = Promise.resolve()
  return {
    scan: (text, facts) => {
      const turn = last.then(() => scanOne(deps, text, facts))
      last = turn
      return turn
    },
    warmUp: (event) => warmUp(deps, event).catch(() => {}),
  }
}

async function warmUp({ db, verifier }: PipelineDeps, event: EventRow): Promise<void> {
  const ed25519 = await verifier()
  const nothing = new Uint8Array(64)
  for (const { publicKey } of publicKeysOf(event.keys)) {
    await ed25519.verify(nothing, nothing, publicKey)
  }
  await db.tickets.get('')
}

async function scanOne(deps: PipelineDeps, text: string, facts: DoorFacts): Promise<ShownScan> {
  const { event, gate, direction, clock: measured } = facts
  const deviceTimeMs = deps.clock.nowMs()
  const clockOffsetMs = measured?.offsetMs ?? 0
  const nowMs = deviceTimeMs + clockOffsetMs
  const listAgeMs = event.pulledAtMs === null ? null : Math.max(0, deviceTimeMs - event.pulledAtMs)
  const recorded = await decide(deps, text, facts, {
    stamp: {
      id: uuidV7({ nowMs, randomBytes: deps.randomBytes }),
      scannedAtMs: nowMs,
      deviceTimeMs,
      clockOffsetMs,
      // Never measured: the phone's clock may be anything, but a day is what a person would notice.
      clockUncertaintyMs: measured?.uncertaintyMs ?? 86_400_000,
      cacheAgeMs: listAgeMs,
      offline: facts.offline,
      gateName: gate.name,
      deviceName: facts.deviceName,
    },
    context: {
      nowMs,
      event,
      gate,
      direction,
      deviceRevoked: facts.revoked,
      list: { whole: event.complete, ageMs: listAgeMs },
      clockDoubtful: (measured?.uncertaintyMs ?? Number.POSITIVE_INFINITY) > UNSURE_ABOVE_MS,
      server: 'silent',
      overrideReason: null,
    },
  })
  return recorded.ok
    ? { kind: 'verdict', scanId: recorded.scanId, verdict: recorded.verdict, atMs: nowMs, event }
    : { kind: 'storage_failed', reason: recorded.reason, atMs: nowMs }
}

type RecordParts = Pick<Parameters<typeof recordScan>[1], 'stamp' | 'context'>

/** A bug in verifying must not stop the line without a word: like a failed write, it shows no green. */
async function decide(
  { db, verifier }: PipelineDeps,
  text: string,
  { event }: DoorFacts,
  parts: RecordParts,
): Promise<RecordedScan> {
  try {
    const payload = await verifyText(text, publicKeysOf(event.keys), verifier)
    return await recordScan(db, { payload, event, ...parts })
  } catch (error) {
    const reason = error instanceof Error ? error.name : 'unknown'
    return { ok: false, code: 'storage_failed', reason }
  }
}
