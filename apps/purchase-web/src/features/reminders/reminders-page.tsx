// Where a reminder's link leads: no more of them, or again. Opening the page changes nothing.

import { useFace } from '@maguey/ui/brand/club-face.ts'
import { buttonStyle } from '@maguey/ui/button-style.ts'
import { hear } from '@maguey/ui/hear.ts'
import type { Failure } from '@maguey/wire/failure'
import { useState } from 'react'
import { m } from '#messages'
import { setReminders } from '#shared/api/reminders-api.ts'
import { useAddress } from '#shared/routing/address.ts'
import { PageTitle } from '#shared/ui/page-title.tsx'
import { ProblemNotice } from '#shared/ui/problem-notice.tsx'

export function RemindersPage({ id }: { id: string }) {
  const { name } = useFace()
  const seal = useAddress().hash.slice(1)
  const [wanted, setWanted] = useState<boolean | null>(null)
  const [asking, setAsking] = useState(false)
  const [problem, setProblem] = useState<Failure | null>(null)

  const ask = async (reminders: boolean) => {
    setAsking(true)
    const answer = await setReminders({ mailId: id, seal }, reminders)
    setAsking(false)
    setProblem(answer.ok ? null : answer.failure)
    if (answer.ok) setWanted(answer.value.reminders)
  }

  return (
    <div className="mx-auto max-w-xl px-4 py-10">
      <PageTitle>{`${m.reminders_title()} · ${name}`}</PageTitle>
      <h1 className="text-5xl">{m.reminders_title()}</h1>
      <p className="my-5 text-lg text-ink-soft">{m.reminders_body()}</p>
      <p role="status" className="mb-5 text-lg font-semibold empty:hidden">
        {wanted === null ? null : wanted ? m.reminders_started() : m.reminders_stopped()}
      </p>
      <div className="mb-5 flex flex-wrap gap-3">
        {wanted === false ? null : (
          <button
            type="button"
            className={buttonStyle.primary}
            disabled={asking}
            onClick={() => hear(ask(false))}
          >
            {m.reminders_stop()}
          </button>
        )}
        {wanted === true ? null : (
          <button
            type="button"
            className={buttonStyle.secondary}
            disabled={asking}
            onClick={() => hear(ask(true))}
          >
            {m.reminders_start()}
          </button>
        )}
      </div>
      {problem ? <RemindersProblem problem={problem} /> : null}
    </div>
  )
}

/** A link that is cut short or very old; anything else is the network's or the server's trouble. */
function RemindersProblem({ problem }: { problem: Failure }) {
  if (problem.kind === 'refused' && problem.status === 404)
    return (
      <p role="alert" className="font-semibold text-error">
        {m.reminders_unknown()}
      </p>
    )
  return <ProblemNotice problem={problem} safe={m.reminders_unchanged()} />
}
