// What the sync machine's effects do: each asks the network or the store once and says what came of it.
import type { Clock } from '#shared/clock.ts'
import { measureClock } from './server-clock.ts'
import type { SyncEvent, SyncPhase } from './sync-machine.ts'
import type { SyncNetwork, SyncStore } from './sync-ports.ts'

export type SyncReport =
  | { type: 'phase'; phase: SyncPhase }
  /** Whether the server answered the last time that it was asked. */
  | { type: 'contact'; reached: boolean }

export type SyncDeps = {
  clock: Clock
  /** 0 ≤ n < 1. */
  random: () => number
  network: SyncNetwork
  store: SyncStore
  onReport?: (report: SyncReport) => void
}

/** Sends the oldest queued scans. No transaction is open while the network is asked. */
export async function pushBatch(deps: SyncDeps, limit: number): Promise<SyncEvent> {
  const { store, network } = deps
  const batch = await store.takeBatch(limit)
  if (batch.length === 0) return { type: 'pushed', left: false }
  const scanIds = batch.map((scan) => scan.id)
  const answer = await network.push(batch)
  deps.onReport?.({ type: 'contact', reached: answer.ok || answer.reason === 'refused' })
  if (!answer.ok) return { type: 'push_failed', reason: answer.reason, scanIds }
  await store.settle(answer.answers)
  // An answer that names none of the batch would have us ask for ever.
  const answered = new Set(answer.answers.map((one) => one.id))
  if (!scanIds.some((id) => answered.has(id))) {
    return { type: 'push_failed', reason: 'trouble', scanIds }
  }
  return { type: 'pushed', left: (await store.countQueued()) > 0 }
}

/** Takes a scan that the server can't accept out of the queue's way; it is kept and shown. */
export async function setAsideScan({ store }: SyncDeps, scanId: string): Promise<SyncEvent> {
  const outcome = { result: null, first: null, error: 'invalid_request' }
  await store.settle([{ id: scanId, accepted: false, outcome }])
  return { type: 'pushed', left: (await store.countQueued()) > 0 }
}

/** Fetches and keeps one page; measures the server's clock on the way. */
export async function pullPage(
  deps: SyncDeps,
  onPulled: (eventId: string) => void,
): Promise<SyncEvent> {
  const { store, network, clock } = deps
  const target = await store.pullTarget()
  if (!target) return { type: 'pulled', more: false, whole: true, revoked: false }
  const sentAtMs = clock.monotonicMs()
  const answer = await network.pull(target)
  const roundTripMs = clock.monotonicMs() - sentAtMs
  deps.onReport?.({ type: 'contact', reached: answer.ok })
  if (!answer.ok) return { type: 'pull_failed' }
  const { serverNowMs } = answer
  await store.saveClock(measureClock({ serverNowMs, roundTripMs, receivedAtMs: clock.nowMs() }))
  if (answer.revoked) {
    await store.markRevoked()
    return { type: 'pulled', more: false, whole: false, revoked: true }
  }
  const { complete } = await store.applyPage(answer.page)
  onPulled(target.eventId)
  return { type: 'pulled', more: answer.page.more, whole: complete, revoked: false }
}
