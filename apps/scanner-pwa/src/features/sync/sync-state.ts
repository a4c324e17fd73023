// What the sync machine goes by, what happens to it, and what it asks for.

export type SyncPhase = 'idle' | 'pushing' | 'pulling' | 'waiting' | 'wiping' | 'wiped'

/** `nudge`: another phone scanned, pull soon. `backoff`: something failed, leave the server alone for a while. */
export type WaitKind = 'poll' | 'nudge' | 'backoff'

export type SyncState = {
  phase: SyncPhase
  waitKind: WaitKind
  /** Scans or acts in one push; halved while the server refuses the batch as a whole. */
  batchSize: number
  /** Consecutive rounds whose push, or pull, failed. */
  pushFailures: number
  pullFailures: number
  /** Consecutive rounds whose list ended without all its tickets. */
  shortLists: number
  /** Woken while busy: another round follows without a wait. */
  again: boolean
  /** The network came back during a call: that call is aborted, and its failure says nothing. */
  urgent: boolean
  /** This round only sends: its answers bring the words on what was sent, and a pull follows soon. */
  onlyPush: boolean
  /** The next push includes what was set aside. */
  retryAside: boolean
  /** Rounds since they were last tried. */
  roundsSinceRetry: number
  revoked: boolean
}

export type WakeCause = 'queued' | 'nudged' | 'online' | 'asked'

export type PushFailure = 'refused' | 'trouble'

export type SyncEvent =
  | { type: 'started' }
  | { type: 'stopped' }
  | { type: 'woken'; cause: WakeCause }
  | { type: 'timer' }
  /** `left`: more scans or acts are queued. `pullDue`: the last pull was a while ago; guests without a break, or pushes that
   * take long, must not keep it away. */
  | { type: 'pushed'; left: boolean; pullDue?: boolean }
  /** `refused`: the server understood and rejected the batch. `trouble`: no answer, or none about the scans. */
  | { type: 'push_failed'; reason: PushFailure; ids: readonly string[] }
  /** `whole`: the list has everything that the server counts. */
  | { type: 'pulled'; more: boolean; whole: boolean; revoked: boolean }
  | { type: 'pull_failed' }
  | { type: 'wiped' }

export type SyncEffect =
  | { type: 'push'; limit: number; retryAside: boolean; actsFirst: boolean }
  /** Aborts the call in progress. */
  | { type: 'cut' }
  | { type: 'set_aside'; id: string }
  | { type: 'pull' }
  | { type: 'wait'; kind: WaitKind; failures: number }
  | { type: 'cancel_wait' }
  | { type: 'wipe' }

export const MAX_BATCH = 200

export const INITIAL_SYNC_STATE: SyncState = {
  phase: 'idle',
  waitKind: 'poll',
  batchSize: MAX_BATCH,
  pushFailures: 0,
  pullFailures: 0,
  shortLists: 0,
  again: false,
  urgent: false,
  onlyPush: false,
  retryAside: false,
  roundsSinceRetry: 0,
  revoked: false,
}
