// The sync machine's effects: each calls the network or the store once and reports the outcome as an event.
import type { Clock } from '#shared/clock.ts'
import type { AskedPage, PageAsker } from './page-asker.ts'
import type { PageSize } from './page-size.ts'
import { pullBans } from './pull-bans.ts'
import { measureClock } from './server-clock.ts'
import type { Pushed, SyncNetwork, SyncStore, SyncTrouble } from './sync-ports.ts'
import type { SyncEvent, SyncPhase } from './sync-state.ts'

export type SyncReport =
  | { type: 'phase'; phase: SyncPhase }
  /** The outcome of the latest contact with the server; null: it answered. */
  | { type: 'contact'; trouble: SyncTrouble | null }

export type SyncDeps = {
  clock: Clock
  /** 0 ≤ n < 1. */
  random: () => number
  network: SyncNetwork
  store: SyncStore
  onReport?: (report: SyncReport) => void
}

type PushOrder = { limit: number; retryAside: boolean; actsFirst: boolean; signal: AbortSignal }

/** Sends the oldest queued scans, or acts if there are none. No transaction is open during the network call. */
export async function pushBatch(
  deps: SyncDeps,
  { limit, retryAside, actsFirst, signal }: PushOrder,
): Promise<SyncEvent> {
  const { store } = deps
  if (retryAside) await store.requeue()
  const [first, second] = actsFirst ? [actLane, scanLane] : [scanLane, actLane]
  return (
    (await first(deps, limit, signal)) ??
    (await second(deps, limit, signal)) ?? { type: 'pushed', left: false }
  )
}

/** Undefined if nothing of this kind is queued. */
type Lane = (deps: SyncDeps, limit: number, signal: AbortSignal) => Promise<SyncEvent | undefined>

const scanLane: Lane = async (deps, limit, signal) => {
  const { store, network } = deps
  const batch = await store.takeBatch(limit)
  if (batch.length === 0) return undefined
  return await sent(deps, batch, await network.push(batch, signal), store.settle, signal)
}

const actLane: Lane = async (deps, limit, signal) => {
  const { store, network } = deps
  const batch = await store.takeActs(limit)
  if (batch.length === 0) return undefined
  return await sent(deps, batch, await network.pushActs(batch, signal), store.settleActs, signal)
}

async function sent<Answer extends { id: string }>(
  deps: SyncDeps,
  batch: readonly { id: string }[],
  answer: Pushed<Answer>,
  settle: (answers: readonly Answer[]) => Promise<void>,
  signal: AbortSignal,
): Promise<SyncEvent> {
  const ids = batch.map(({ id }) => id)
  const trouble = answer.ok || answer.refused ? null : answer.trouble
  // A call aborted because the network is back says nothing about the network.
  if (!signal.aborted) deps.onReport?.({ type: 'contact', trouble })
  if (!answer.ok) {
    return { type: 'push_failed', reason: answer.refused ? 'refused' : 'trouble', ids }
  }
  await settle(answer.answers)
  // An answer that names none of the batch would make us ask forever.
  const answered = new Set(answer.answers.map((one) => one.id))
  if (!ids.some((id) => answered.has(id))) return { type: 'push_failed', reason: 'trouble', ids }
  return { type: 'pushed', left: (await deps.store.countQueued()) > 0 }
}

/** Moves a scan or an act that the server can't accept out of the queue's way; it is kept and shown. */
export async function setAside({ store }: SyncDeps, id: string): Promise<SyncEvent> {
  const error = 'invalid_request'
  const outcome = { result: null, first: null, error }
  // Ids that the other log doesn't know change nothing there.
  await store.settle([{ id, accepted: false, outcome, word: null }])
  await store.settleActs([{ id, accepted: false, error }])
  return { type: 'pushed', left: (await store.countQueued()) > 0 }
}

type PullOrder = {
  pages: PageAsker
  /** The rows to ask for; given how long they took, it chooses the next number. */
  pageSize: PageSize
  signal: AbortSignal
  onPulled: (eventId: string) => void
}

/** Fetches and stores one page, and asks for the next meanwhile; measures the server's clock along the way. */
export async function pullPage(
  deps: SyncDeps,
  { pages, pageSize, signal, onPulled }: PullOrder,
): Promise<SyncEvent> {
  const { store } = deps
  const target = await store.pullTarget()
  if (!target) return { type: 'pulled', more: false, whole: true, revoked: false }
  const asked = await pages.page(target, pageSize.rows(), signal)
  const { answer } = asked
  if (!signal.aborted) noteAnswer(deps, pageSize, asked)
  if (!answer.ok) return { type: 'pull_failed' }
  const clockKept = keepClock(deps, asked, answer.serverNowMs)
  if (answer.revoked) {
    // A clock that can't be stored must not hide that this phone was revoked.
    await afterBoth(store.markRevoked(), clockKept)
    return { type: 'pulled', more: false, whole: false, revoked: true }
  }
  const { page } = answer
  if (page.more && !signal.aborted)
    pages.askAhead({ ...target, cursor: page.cursor }, pageSize.rows())
  // Side by side: a clock that can't be stored must not keep the page's words from the next scan.
  const { complete } = await afterBoth(store.applyPage(page), clockKept)
  await clockKept
  onPulled(target.eventId)
  await pullBans(deps, page.more, signal)
  return { type: 'pulled', more: page.more, whole: complete, revoked: false }
}

async function keepClock(
  { store, clock }: SyncDeps,
  { roundTripMs, ahead }: AskedPage,
  serverNowMs: number,
): Promise<void> {
  const receivedAtMs = clock.nowMs()
  if (!ahead) await store.saveClock(measureClock({ serverNowMs, roundTripMs, receivedAtMs }))
}

function noteAnswer(deps: SyncDeps, pageSize: PageSize, { answer, roundTripMs }: AskedPage): void {
  deps.onReport?.({ type: 'contact', trouble: answer.ok ? null : answer.trouble })
  if (answer.ok || answer.trouble === 'no_answer') pageSize.took(answer.ok ? roundTripMs : null)
}

/** The first one's outcome, once both have ended: the next pull never begins while this one is being written. */
async function afterBoth<T>(first: Promise<T>, second: Promise<unknown>): Promise<T> {
  await Promise.allSettled([first, second])
  return await first
}
