// The shape of a language's sentences for the door, and what all languages share in telling them.
import type { Verdict, VerdictCode } from './verdict.ts'

export type Sentence = { readonly cause: string; readonly nextStep: string }

/** What a sentence may lean on besides the verdict. */
export type Told = {
  readonly nowMs: number
  readonly formatTime: (atMs: number) => string
}

/** One sentence for each verdict: a verdict without one does not compile. */
export type Sentences = {
  readonly [Code in VerdictCode]: (
    verdict: Extract<Verdict, { readonly code: Code }>,
    told: Told,
  ) => Sentence
}

/** Whole minutes between an instant and now; 0 when the instant lies ahead, as another phone's clock may put it. */
export function minutesSince(atMs: number, nowMs: number): number {
  return Math.max(0, Math.floor((nowMs - atMs) / 60_000))
}

/** "15 Jan 2025" from YYYYMMDD, with the language's twelve month names. */
export function dayText(eventDay: string, months: readonly string[]): string {
  const month = months[Number(eventDay.slice(4, 6)) - 1] ?? ''
  return `${Number(eventDay.slice(6, 8))} ${month} ${eventDay.slice(0, 4)}`
}
