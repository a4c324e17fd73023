// What the sync loop needs from outside: a network, a store, a clock and randomness. Network calls never reject.
import type { NudgedTicket } from '#db/apply-nudge.ts'
import type { PulledPage } from '#db/apply-page.ts'
import type { ScanRow } from '#db/rows.ts'
import type { ScanAnswer } from '#db/scan-queue.ts'
import type { ClockSample } from './server-clock.ts'

export type PushAnswer =
  | { ok: true; answers: ScanAnswer[] }
  /** `refused`: something in this batch can't be accepted. `trouble`: no network, no session, busy server. */
  | { ok: false; reason: 'refused' | 'trouble' }

/** What a phone tells about itself with each pull. */
export type PhoneReport = {
  queueLength: number
  listAgeMs: number | null
  gateId: string
  clockOffsetMs: number | null
}

export type PullRequest = { eventId: string; cursor: string | null; report: PhoneReport }

export type PullAnswer =
  | { ok: true; revoked: false; serverNowMs: number; page: PulledPage }
  | { ok: true; revoked: true; serverNowMs: number }
  | { ok: false }

export type SyncNetwork = {
  push: (scans: readonly ScanRow[]) => Promise<PushAnswer>
  pull: (request: PullRequest) => Promise<PullAnswer>
  /** Calls back for each message about the event; the result stops listening. */
  listen: (eventId: string, onNudge: (tickets: NudgedTicket[]) => void) => () => void
}

export type SyncStore = {
  takeBatch: (limit: number) => Promise<ScanRow[]>
  countQueued: () => Promise<number>
  settle: (answers: readonly ScanAnswer[]) => Promise<void>
  /** What to pull; undefined when no event is chosen. */
  pullTarget: () => Promise<(Omit<PullRequest, 'report'> & { report: PhoneReport }) | undefined>
  applyPage: (page: PulledPage) => Promise<{ complete: boolean }>
  applyNudge: (eventId: string, tickets: readonly NudgedTicket[]) => Promise<void>
  saveClock: (sample: ClockSample) => Promise<void>
  markRevoked: () => Promise<void>
  wipe: () => Promise<void>
}
