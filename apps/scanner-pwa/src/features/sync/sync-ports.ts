// What the sync loop needs from outside: a network, a store, a clock and randomness. Network calls never reject.

import type { PulledPage } from '#db/pulled-page.ts'
import type { ActRow, KeptBans, ScanRow, TicketWord } from '#db/rows.ts'
import type { ActAnswer } from '#db/store-acts.ts'
import type { ScanAnswer } from '#db/store-sync.ts'
import type { ClockSample } from '#shared/server-time.ts'

/**
 * Why a call failed, as far as the door needs to know. None of these is about a scan or an act: what was sent stays queued.
 * - `no_answer`: nobody answered. Only this is "offline".
 * - `stranger`: something else answers in place of our server: a wifi's sign-in page, a proxy.
 * - `signed_out`: our server no longer knows this phone's sign-in.
 * - `not_allowed`: this phone may not scan this night.
 * - `busy`: too many requests; it passes.
 * - `server_error`: our server is in trouble.
 * - `not_understood`: an answer from another version.
 */
export type SyncTrouble =
  | 'no_answer'
  | 'stranger'
  | 'signed_out'
  | 'not_allowed'
  | 'busy'
  | 'server_error'
  | 'not_understood'

export type Pushed<Answer> =
  | { ok: true; answers: Answer[] }
  /** With one of our own codes: something in this batch can't be accepted. */
  | { ok: false; refused: true }
  | { ok: false; refused: false; trouble: SyncTrouble }

export type PushAnswer = Pushed<ScanAnswer>
export type ActPushAnswer = Pushed<ActAnswer>

/** What a phone reports about itself with each pull. */
export type PhoneReport = {
  queueLength: number
  listAgeMs: number | null
  gateId: string
  clockOffsetMs: number | null
}

/** `limit`: rows at most. */
export type PullRequest = {
  eventId: string
  cursor: string | null
  limit: number
  report: PhoneReport
}

export type PullTarget = Omit<PullRequest, 'limit'>

export type PullAnswer =
  | { ok: true; revoked: false; serverNowMs: number; page: PulledPage }
  | { ok: true; revoked: true; serverNowMs: number }
  | { ok: false; trouble: SyncTrouble }

/** A call aborted by its signal answers `no_answer`. */
export type SyncNetwork = {
  push: (scans: readonly ScanRow[], signal?: AbortSignal) => Promise<PushAnswer>
  pushActs: (acts: readonly ActRow[], signal?: AbortSignal) => Promise<ActPushAnswer>
  pull: (request: PullRequest, signal?: AbortSignal) => Promise<PullAnswer>
  /** The house list's hashes for a night; null if there was no answer that can be used. */
  bans: (eventId: string, signal?: AbortSignal) => Promise<KeptBans | null>
  /** Calls back for each message about the event, and with an empty list each time the topic is joined again. */
  listen: (eventId: string, onNudge: OnNudge) => Listening
}

/** `limit`: how many people may be inside, if the message was about that. */
export type OnNudge = (words: TicketWord[], limit?: number) => void

export type Listening = {
  /** The network or the page is back: checks whether messages still come. */
  check: () => void
  stop: () => void
}

export type SyncStore = {
  takeBatch: (limit: number) => Promise<ScanRow[]>
  takeActs: (limit: number) => Promise<ActRow[]>
  /** Scans and acts. */
  countQueued: () => Promise<number>
  /** Puts the scans and acts that were set aside back in the queue: the server may accept now what it refused before. */
  requeue: () => Promise<void>
  settle: (answers: readonly ScanAnswer[]) => Promise<void>
  settleActs: (answers: readonly ActAnswer[]) => Promise<void>
  /** What to pull; undefined if no event is chosen. */
  pullTarget: () => Promise<PullTarget | undefined>
  applyPage: (page: PulledPage) => Promise<{ complete: boolean }>
  /** The night for which the server has another house list than this phone. */
  bansWanted: () => string | undefined
  keepBans: (bans: KeptBans) => Promise<void>
  applyNudge: (eventId: string, words: readonly TicketWord[]) => Promise<void>
  applyLimit: (eventId: string, limit: number) => void
  saveClock: (sample: ClockSample) => Promise<void>
  markRevoked: () => Promise<void>
  wipe: () => Promise<void>
}
