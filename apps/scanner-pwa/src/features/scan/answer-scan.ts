// What somebody did about a shown scan becomes a scan of its own that refers to it: nothing stored is ever changed.
import { overruled } from '@maguey/ticket-core/decide-scan'
import { UNDO_WITHIN_MS } from '@maguey/ticket-core/scan-record'
import { uuidV7 } from '@maguey/ticket-core/uuid-v7'
import { isOverridable, type ScanCode, type Verdict } from '@maguey/ticket-core/verdict'
import type { DoorStore } from '#db/door-store.ts'
import type { EventRow, GateRow, LoggedScan } from '#db/rows.ts'
import type { Clock } from '#shared/clock.ts'
import { type ServerTime, stampOf } from '#shared/server-time.ts'
import { listAgeOf } from './list-age.ts'
import type { ScanMark, VerdictShown } from './scan-mark.ts'

/** A verdict that was shown here. */
export type Answerable = ScanMark & { verdict: Verdict }

export type DoorAnswer =
  | { what: 'let_in' | 'turned_away' | 'undo'; about: Answerable }
  /** `by`: the manager whose PIN it was. */
  | { what: 'override'; about: Answerable; by: string; reason: string }

/** What the screen shows of an answer that is stored. */
export type Answered =
  /** Overruled. */
  | VerdictShown
  /** An amber that the doorman answered with yes. */
  | (Omit<VerdictShown, 'kind' | 'asking'> & { kind: 'let_in' })
  /** An amber that the doorman answered with no: nothing stays on the screen. */
  | { kind: 'turned_away' }
  /** A green that was taken back. */
  | { kind: 'undone'; verdict: Verdict; scanId: string; atMs: number }
  | { kind: 'storage_failed'; reason: string; atMs: number }

type AnswerDeps = {
  store: Pick<DoorStore, 'append'>
  time: Pick<ServerTime, 'read'>
  clock: Pick<Clock, 'monotonicMs'>
  randomBytes: (length: number) => Uint8Array
}

/** Where the phone stands now, which may be another gate than when the scan was shown. */
type AnswerPlace = { event: EventRow; gate: GateRow; deviceName: string; offline: boolean }

/** Resolves to what the screen shows once it is stored; rejects for an answer that makes no sense here. */
export async function answerScan(
  { store, time, clock, randomBytes }: AnswerDeps,
  answer: DoorAnswer,
  facts: AnswerPlace,
): Promise<Answered> {
  const { about, what } = answer
  const { scanId: refersTo, direction, verdict } = about
  const afterMs = Math.max(0, Math.round(clock.monotonicMs() - about.readAtMs))
  if (!('ticketId' in verdict)) throw new NothingToAnswer()
  if (what === 'undo' && afterMs > UNDO_WITHIN_MS) throw new NothingToAnswer()
  const now = time.read()
  const { event } = facts
  const id = uuidV7({ nowMs: now.nowMs, randomBytes })
  const scan: LoggedScan = {
    ...{ scannedAtMs: now.nowMs, ...stampOf(now) },
    ...{ id, ticketId: verdict.ticketId, eventId: event.id, verdict: what satisfies ScanCode },
    ...{ gateId: facts.gate.id, gateName: facts.gate.name, deviceName: facts.deviceName },
    ...{ direction, offline: facts.offline, cacheAgeMs: listAgeOf(event, now.nowMs) },
    ...{ refersTo, afterMs, overrideReason: null, overrideBy: null },
    ...(answer.what === 'override' && { overrideReason: answer.reason, overrideBy: answer.by }),
  }
  const shown = shownAfter(answer, {
    ...{ scanId: id, direction, readAtMs: clock.monotonicMs() },
    ...{ atMs: now.nowMs, event },
  })
  const kept = await store.append(scan)
  return kept.ok ? shown : { kind: 'storage_failed', reason: kept.reason, atMs: now.nowMs }
}

class NothingToAnswer extends Error {
  override name = 'NothingToAnswer'
}

type Made = ScanMark & { atMs: number; event: EventRow }

function shownAfter(answer: DoorAnswer, made: Made): Answered {
  const { verdict } = answer.about
  switch (answer.what) {
    case 'let_in':
      return { kind: 'let_in', ...made, verdict }
    case 'turned_away':
      return { kind: 'turned_away' }
    case 'undo':
      return { kind: 'undone', verdict, scanId: answer.about.scanId, atMs: made.atMs }
    case 'override':
      if (!isOverridable(verdict)) throw new NothingToAnswer()
      return { kind: 'verdict', ...made, verdict: overruled(verdict, answer.reason) }
  }
}
