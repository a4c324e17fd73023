// What people decided at the door against, or without, the phone's word: overruled by whom and why, let in, taken back.

import type { DoorDecision } from '@maguey/wire/event-live'
import { m } from '#messages'
import { formatMinute, refusalWord } from './live-words.ts'

const KINDS: Readonly<Record<string, (() => string) | undefined>> = {
  override: m.decision_override,
  let_in: m.decision_let_in,
  undo: m.decision_undo,
}

/** An override names its red and its manager; the others say for themselves what they are. */
function wordsOf({ kind, about, by, reason, undone }: DoorDecision): string[] {
  const overruled = kind === 'override' && about !== null ? refusalWord(about) : null
  return [overruled, by, reason, undone ? m.decision_undone() : null].filter(
    (part) => part !== null,
  )
}

type DecisionListProps = { decisions: DoorDecision[]; timeZone: string | undefined }

export function DecisionList({ decisions, timeZone }: DecisionListProps) {
  return (
    <ul className="divide-y divide-line" data-testid="decisions">
      {decisions.map((decision) => (
        <li
          className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 py-2.5 first:pt-0 last:pb-0"
          data-kind={decision.kind}
          key={decision.scan_id}
        >
          <time
            className="text-ink-soft tabular-nums"
            dateTime={new Date(decision.at).toISOString()}
          >
            {formatMinute(decision.at, timeZone)}
          </time>
          <span className="font-semibold">{(KINDS[decision.kind] ?? m.verdict_other)()}</span>
          {wordsOf(decision).length > 0 && (
            <span className="col-start-2 wrap-anywhere">{wordsOf(decision).join(' · ')}</span>
          )}
          {!decision.allowed && (
            <span className="col-start-2 font-semibold text-verdict-amber">
              {m.decision_not_allowed()}
            </span>
          )}
          <span className="col-start-2 text-ink-soft wrap-anywhere text-sm">
            {[decision.gate, decision.device].filter(Boolean).join(' · ')}
          </span>
        </li>
      ))}
    </ul>
  )
}
