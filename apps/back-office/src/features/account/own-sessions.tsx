// Where the user is signed in, and how to end it there.

import { Button } from '@maguey/ui/button.tsx'
import { formatDayAndClock } from '@maguey/ui/format/moment.ts'
import { hear } from '@maguey/ui/hear.ts'
import { Notice } from '@maguey/ui/notice.tsx'
import type { Answer } from '@maguey/wire/failure'
import type { OwnSession } from '@maguey/wire/staff-managing'
import { useState } from 'react'
import { m } from '#messages'
import { region } from '#shared/format/region.ts'
import { RowsSkeleton } from '#shared/page/page-head.tsx'
import { FailureNotice } from '#shared/rpc/failure-notice.tsx'
import { failureWords } from '#shared/rpc/failure-words.ts'
import { useAnswer } from '#shared/rpc/use-answer.ts'
import { agentWords } from './agent-words.ts'

export type SessionsApi = {
  list: () => Promise<Answer<OwnSession[]>>
  end: (id: string) => Promise<Answer<unknown>>
}

type OwnSessionsProps = {
  /** Must be stable. */
  api: SessionsApi
  onSessionExpired: () => void
}

export function OwnSessions({ api, onSessionExpired }: OwnSessionsProps) {
  const { value: sessions, failure, reload } = useAnswer(api.list, onSessionExpired)
  const [problem, setProblem] = useState<string | null>(null)
  const [ending, setEnding] = useState<readonly string[]>([])

  async function end(id: string): Promise<void> {
    setEnding((now) => [...now, id])
    const answer = await api.end(id)
    // A session that isn't there any more has ended, which is what was asked for.
    const ended =
      answer.ok || (answer.failure.kind === 'refused' && answer.failure.code === 'not_found')
    setProblem(ended ? null : failureWords(answer.failure))
    await reload()
    setEnding((now) => now.filter((other) => other !== id))
  }

  return (
    <section aria-labelledby="own-sessions" className="max-w-2xl">
      <h2 className="font-bold text-xl" id="own-sessions">
        {m.sessions_title()}
      </h2>
      <p className="mb-4 text-ink-soft">{m.sessions_lead()}</p>
      {problem !== null && <Notice title={problem} tone="danger" />}
      {sessions === null && (failure ? <FailureNotice failure={failure} /> : <RowsSkeleton />)}
      <ul className="grid gap-3">
        {sessions?.map((session) => (
          <SessionRow
            ending={ending.includes(session.id)}
            key={session.id}
            onEnd={() => hear(end(session.id))}
            session={session}
          />
        ))}
      </ul>
    </section>
  )
}

type SessionRowProps = { session: OwnSession; ending: boolean; onEnd: () => void }

function SessionRow({ session, ending, onEnd }: SessionRowProps) {
  const { agent, started_at, seen_at, here } = session
  const name = agentWords(agent) ?? m.sessions_unknown()
  const at = (moment: string) => formatDayAndClock(moment, { region: region() })
  return (
    <li
      className="flex flex-wrap items-center gap-3 rounded-card border border-line bg-surface p-4"
      data-here={here}
      data-testid="own-session"
    >
      <div className="min-w-0 flex-1 basis-48">
        <p className="break-words font-semibold">
          {name} {here && <span className="font-normal text-ink-soft">{m.sessions_here()}</span>}
        </p>
        <p className="text-ink-soft text-sm">
          {at(seen_at) === at(started_at)
            ? m.sessions_begun({ started: at(started_at) })
            : m.sessions_since({ started: at(started_at), seen: at(seen_at) })}
        </p>
      </div>
      {!here && (
        <Button
          aria-label={m.sessions_end_of({ name, started: at(started_at) })}
          disabled={ending}
          look="secondary"
          onClick={onEnd}
        >
          {m.sessions_end()}
        </Button>
      )}
    </li>
  )
}
