// The one path from a text to a verdict: verify, look up, decide, store, then show. Nothing unstored is ever shown.
import { decideScan, type ScanContext, type ScanPayload } from '@maguey/ticket-core/decide-scan'
import type { Ed25519Verifier } from '@maguey/ticket-core/ed25519'
import type { ScanDirection } from '@maguey/ticket-core/scan-record'
import { uuidV7 } from '@maguey/ticket-core/uuid-v7'
import type { Verdict } from '@maguey/ticket-core/verdict'
import type { DoorStore } from '#db/door-store.ts'
import type { EventRow, GateRow, ScanRow } from '#db/rows.ts'
import type { Clock } from '#shared/clock.ts'
import { type ServerTime, stampOf, type TimeReading } from '#shared/server-time.ts'
import { type Answered, answerScan, type DoorAnswer } from './answer-scan.ts'
import { justAdmitted } from './just-admitted.ts'
import { listAgeOf } from './list-age.ts'
import type { VerdictShown } from './scan-mark.ts'
import { publicKeysOf, verifyText } from './verify-text.ts'

/** Where the phone stands. */
export type DoorFacts = {
  event: EventRow
  gate: GateRow
  direction: ScanDirection
  deviceName: string
  revoked: boolean
  offline: boolean
}

/** A scan as the screen shows it. */
export type ShownScan =
  | VerdictShown
  | Answered
  /** Seen again by this phone a moment after it admitted the guest. `admitted` is that scan. */
  | { kind: 'just_admitted'; verdict: Verdict; admitted: ScanRow; atMs: number }
  /** Read before the first page of the list is here: nothing can be decided, and that must not look like a misread. */
  | { kind: 'no_list' }

export type PipelineDeps = {
  store: Pick<DoorStore, 'ticketOf' | 'scansOf' | 'append' | 'bansLike'>
  time: Pick<ServerTime, 'read'>
  clock: Pick<Clock, 'monotonicMs'>
  /** A CSPRNG. */
  randomBytes: (length: number) => Uint8Array
  /** May reject: then signatures stay unchecked, and the next scan tries again. */
  verifier: () => Promise<Ed25519Verifier>
}

/** What the server has just said about the ticket, if it was asked. */
type ServerSaid = ScanContext['server']

export type ScanPipeline = {
  /** Never rejects. Scans are decided one at a time, in call order. */
  scan: (text: string, facts: DoorFacts, server?: ServerSaid) => Promise<ShownScan>
  /** Stores what was done about a shown scan, as a scan of its own. Never rejects. */
  answer: (answer: DoorAnswer, facts: DoorFacts) => Promise<ShownScan>
  /** Imports the keys in advance, so that the first guest needn't wait for it. Never rejects. */
  warmUp: (event: EventRow) => Promise<void>
}

export function createScanPipeline(deps: PipelineDeps): ScanPipeline {
  let last: Promise<unknown> = Promise.resolve()
  const inTurn = (work: () => Promise<ShownScan>): Promise<ShownScan> => {
    const turn = last.then(work).catch((error: unknown): ShownScan => {
      const reason = error instanceof Error ? error.name : 'unknown'
      return { kind: 'storage_failed', reason, atMs: deps.time.read().nowMs }
    })
    last = turn
    return turn
  }
  return {
    scan: (text, facts, server = 'silent') => inTurn(() => scanOne(deps, text, facts, server)),
    answer: (answer, facts) => inTurn(() => answerScan(deps, answer, facts)),
    warmUp: (event) => warmUp(deps, event).catch(() => {}),
  }
}

async function warmUp({ verifier }: PipelineDeps, event: EventRow): Promise<void> {
  const ed25519 = await verifier()
  const nothing = new Uint8Array(64)
  for (const { publicKey } of publicKeysOf(event.keys)) {
    await ed25519.verify(nothing, nothing, publicKey)
  }
}

/** A bug must not silently stop the queue: like a failed write, it shows no green. */
async function scanOne(
  deps: PipelineDeps,
  text: string,
  facts: DoorFacts,
  server: ServerSaid,
): Promise<ShownScan> {
  const payload = await verifyText(text, publicKeysOf(facts.event.keys), deps.verifier)
  return await decideAndKeep(deps, payload, facts, server)
}

async function decideAndKeep(
  { store, time, clock, randomBytes }: PipelineDeps,
  payload: ScanPayload,
  facts: DoorFacts,
  server: ServerSaid,
): Promise<ShownScan> {
  const now = time.read()
  const { nowMs: atMs } = now
  const { event, direction } = facts
  const id = uuidV7({ nowMs: atMs, randomBytes })
  const mark = { scanId: id, direction, readAtMs: clock.monotonicMs() }
  const ticket = payload.kind === 'unreadable' ? undefined : store.ticketOf(payload)
  const bans = ticket?.guestName ? store.bansLike({ line: ticket.guestName }) : []
  const shown = (verdict: Verdict): ShownScan => ({
    kind: 'verdict',
    ...mark,
    ...{ verdict, atMs, event },
    ...(isAskedForName(verdict) && { bans }),
  })
  const listAgeMs = listAgeOf(event, atMs)
  const likeHouseList = bans.length > 0
  const context = { ...contextOf(facts, now, listAgeMs, server), likeHouseList }
  // A text without a ticket id is not a scan of a ticket: it is shown, not sent.
  if (payload.kind === 'unreadable') return shown(decideScan(payload, undefined, context))
  const { ticketId } = payload
  const verdict = decideScan(payload, ticket, context)
  const admitted = direction === 'in' && justAdmitted(verdict, store.scansOf(ticketId), atMs)
  if (admitted) return { kind: 'just_admitted', verdict, admitted, atMs }
  const kept = await store.append({
    ...{ scannedAtMs: atMs, ...stampOf(now) },
    ...{ id, ticketId, eventId: event.id, verdict: verdict.code },
    ...{ gateId: facts.gate.id, gateName: facts.gate.name, deviceName: facts.deviceName },
    ...{ direction, offline: facts.offline, cacheAgeMs: listAgeMs },
    ...NO_ANSWER,
  })
  return kept.ok ? shown(verdict) : { kind: 'storage_failed', reason: kept.reason, atMs }
}

const isAskedForName = (verdict: Verdict): boolean =>
  verdict.code === 'unverified' && verdict.because === 'house_list'

function contextOf(
  { event, gate, direction, revoked }: DoorFacts,
  { nowMs, doubtful }: TimeReading,
  ageMs: number | null,
  server: ServerSaid,
): ScanContext {
  return {
    ...{ nowMs, event, gate, direction, server },
    deviceRevoked: revoked,
    list: { whole: event.complete, ageMs },
    clockDoubtful: doubtful,
    overrideReason: null,
  }
}

const NO_ANSWER = { overrideReason: null, overrideBy: null, refersTo: null, afterMs: null }
