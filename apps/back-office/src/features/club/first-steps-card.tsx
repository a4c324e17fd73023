// The first things to do, each checked by the server; disappears once all are done.

import type { FirstSteps } from '@maguey/wire/club'
import type { Answer } from '@maguey/wire/failure'
import { CircleCheck, CircleDashed } from 'lucide-react'
import { m } from '#messages'
import { useAnswer } from '#shared/rpc/use-answer.ts'

const STEPS = ['named', 'night', 'phone', 'purchase'] as const satisfies (keyof FirstSteps)[]

const words: Record<keyof FirstSteps, { title: () => string; how: () => string }> = {
  named: { title: m.step_named, how: m.step_named_how },
  night: { title: m.step_night, how: m.step_night_how },
  phone: { title: m.step_phone, how: m.step_phone_how },
  purchase: { title: m.step_purchase, how: m.step_purchase_how },
}

const ignore = () => undefined

export function FirstStepsCard({ load }: { load: () => Promise<Answer<FirstSteps>> }) {
  const { value: steps } = useAnswer(load, ignore)
  if (steps === null || STEPS.every((step) => steps[step])) return null
  return (
    <section
      aria-labelledby="first-steps"
      className="rounded-card border border-agave bg-agave-wash p-4 sm:p-6"
      data-testid="first-steps"
    >
      <h2 className="font-bold text-xl" id="first-steps">
        {m.steps_title({ done: String(STEPS.filter((step) => steps[step]).length) })}
      </h2>
      <ol className="mt-3 grid gap-3 sm:grid-cols-2">
        {STEPS.map((step) => (
          <li className="flex gap-3" key={step}>
            {steps[step] ? (
              <CircleCheck
                aria-label={m.step_done()}
                className="mt-0.5 size-6 shrink-0 text-agave"
              />
            ) : (
              <CircleDashed aria-label={m.step_open()} className="mt-0.5 size-6 shrink-0" />
            )}
            <div>
              <p className="font-semibold">{words[step].title()}</p>
              {!steps[step] && <p className="text-ink-soft">{words[step].how()}</p>}
            </div>
          </li>
        ))}
      </ol>
    </section>
  )
}
