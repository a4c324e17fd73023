// How many wait for a sold-out type, what is offered to them, and what was returned; nothing where there is nothing.
import type { WaitingFigures } from '@maguey/wire/waiting-list'
import { useEffect, useState } from 'react'
import { m } from '#messages'
import type { NightsApi } from './nights-api.ts'

type WaitingProps = { api: Pick<NightsApi, 'waiting'>; id: string }

export function WaitingOfNight({ api, id }: WaitingProps) {
  const [figures, setFigures] = useState<WaitingFigures>([])
  useEffect(() => {
    let gone = false
    // What can't be read is left out: the page is for editing.
    api.waiting(id).then(
      (answer) => {
        if (!gone && answer.ok) setFigures(answer.value)
      },
      () => undefined,
    )
    return () => {
      gone = true
    }
  }, [api, id])
  if (figures.length === 0) return null
  return (
    <section aria-labelledby="waiting-title" className="grid gap-2" data-testid="waiting">
      <h2 className="text-2xl" id="waiting-title">
        {m.waiting_title()}
      </h2>
      <ul className="grid gap-1">
        {figures.map(({ code, name, waiting, seats, offered, returned }) => (
          <li key={code}>
            <strong>{name}</strong>: {m.waiting_figures({ waiting, seats, offered, returned })}
          </li>
        ))}
      </ul>
    </section>
  )
}
