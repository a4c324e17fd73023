// The first things to do, each checked by the server and linked to its page; disappears once all are done.

import type { FirstSteps } from '@maguey/wire/club'
import type { Answer } from '@maguey/wire/failure'
import { CircleCheck, CircleDashed } from 'lucide-react'
import { Link } from 'react-router'
import { m } from '#messages'
import { FailureNotice } from '#shared/rpc/failure-notice.tsx'
import { useAnswer } from '#shared/rpc/use-answer.ts'

type Step = { title: () => string; how: (steps: FirstSteps) => string; to: string | null }

const STEPS = {
  named: { title: m.step_named, how: m.step_named_how, to: '/settings' },
  payments: { title: m.step_payments, how: paymentsWords, to: null },
  night: { title: m.step_night, how: m.step_night_how, to: '/nights' },
  phone: { title: m.step_phone, how: m.step_phone_how, to: '/phones' },
  purchase: { title: m.step_purchase, how: m.step_purchase_how, to: null },
} as const satisfies Record<keyof FirstSteps, Step>

type StepName = keyof typeof STEPS
const ORDER = Object.keys(STEPS) as StepName[]

const isDone = (steps: FirstSteps, step: StepName): boolean =>
  step === 'payments' ? ['live', 'test'].includes(steps.payments) : steps[step]

function paymentsWords({ payments }: FirstSteps): string {
  switch (payments) {
    case 'live':
      return m.step_payments_live()
    case 'test':
      return m.step_payments_test()
    case 'refused':
      return m.step_payments_refused()
    case 'unreachable':
      return m.step_payments_unreachable()
  }
}

const ignore = () => undefined

export function FirstStepsCard({ load }: { load: () => Promise<Answer<FirstSteps>> }) {
  const { value: steps, failure } = useAnswer(load, ignore)
  if (steps === null && failure !== null) return <FailureNotice failure={failure} />
  if (steps === null || ORDER.every((step) => isDone(steps, step))) return null
  return (
    <section
      aria-labelledby="first-steps"
      className="rounded-card border border-agave bg-agave-wash p-4 sm:p-6"
      data-testid="first-steps"
    >
      <h2 className="font-bold text-xl" id="first-steps">
        {m.steps_title({
          done: String(ORDER.filter((step) => isDone(steps, step)).length),
          all: String(ORDER.length),
        })}
      </h2>
      <ol className="mt-3 grid grid-cols-1 gap-3 @min-[40rem]:grid-cols-2">
        {ORDER.map((step) => (
          <StepLine key={step} step={step} steps={steps} />
        ))}
      </ol>
    </section>
  )
}

function StepLine({ step, steps }: { step: StepName; steps: FirstSteps }) {
  const done = isDone(steps, step)
  const { title, how, to }: Step = STEPS[step]
  return (
    <li className="flex gap-3" data-done={done}>
      {done ? (
        <CircleCheck aria-label={m.step_done()} className="mt-0.5 size-6 shrink-0 text-agave" />
      ) : (
        <CircleDashed aria-label={m.step_open()} className="mt-0.5 size-6 shrink-0" />
      )}
      <div className="min-w-0">
        {done || to === null ? (
          <p className="font-semibold">{title()}</p>
        ) : (
          <Link
            className="-my-2 inline-flex min-h-11 items-center font-semibold underline underline-offset-4"
            to={to}
          >
            {title()}
          </Link>
        )}
        {(!done || step === 'payments') && <p>{how(steps)}</p>}
      </div>
    </li>
  )
}
