// Between paying and having tickets: what has happened, what is being waited for, and that nothing can be lost.

import { buttonStyle } from '@maguey/ui/button-style.ts'
import { useNow } from '@maguey/ui/device/use-now.ts'
import { hear } from '@maguey/ui/hear.ts'
import { Check, LoaderCircle } from 'lucide-react'
import { m } from '#messages'
import { PosterGlow } from '#shared/ui/poster.tsx'
import { ProblemNotice } from '#shared/ui/problem-notice.tsx'
import type { AskedOrder } from './use-order.ts'

type ConfirmingProps = {
  step: 'confirming' | 'making_tickets'
  order: AskedOrder
  /** Since when the customer has been waiting, Unix milliseconds. */
  sinceMs: number
}

const LONG_AFTER_MS = 20_000

export function Confirming({ step, order, sinceMs }: ConfirmingProps) {
  const waitedMs = Math.max(0, useNow(1000) - sinceMs)
  const paid = step === 'making_tickets'
  return (
    <section data-testid="order-status" data-status={step} className="mx-auto max-w-xl pt-6">
      {order.data ? <PosterGlow imageUrl={order.data.event.image_url} /> : null}
      <h1 className="text-[clamp(2.6rem,9vw,4rem)] leading-[0.92]">{m.confirming_title()}</h1>
      <p className="mt-4 text-lg">
        {waitedMs > LONG_AFTER_MS ? m.confirming_long() : m.confirming_body()}
      </p>
      <div className="stub mt-8">
        <div className="rounded-card bg-stub p-6">
          <ol className="space-y-5" aria-live="polite">
            <Step state="done" text={m.step_sent()} />
            <Step state={paid ? 'done' : 'running'} text={m.step_confirm()} />
            <Step state={paid ? 'running' : 'waiting'} text={m.step_tickets()} />
          </ol>
          {/* Outside the list, which is read out when it changes: this changes every second. */}
          {order.data && !paid ? (
            <p className="mt-5 text-sm text-ink-soft tabular-nums">
              {m.waited_for({ seconds: Math.round(waitedMs / 1000) })}
            </p>
          ) : null}
        </div>
      </div>
      {order.failure ? (
        <div className="mt-5">
          <ProblemNotice problem={order.failure} safe={m.order_problem_safe()} />
        </div>
      ) : null}
      {waitedMs > LONG_AFTER_MS ? (
        <button
          type="button"
          aria-disabled={order.asking}
          className={`${buttonStyle.secondary} mt-5 aria-disabled:cursor-not-allowed aria-disabled:opacity-45`}
          onClick={() => order.asking || hear(order.ask())}
        >
          {order.asking ? m.checking_now() : m.check_now()}
        </button>
      ) : null}
    </section>
  )
}

type StepProps = { state: 'done' | 'running' | 'waiting'; text: string }

function Step({ state, text }: StepProps) {
  return (
    <li
      className="flex items-start gap-3.5"
      aria-current={state === 'running' ? 'step' : undefined}
    >
      <span
        aria-hidden
        className={`grid size-7 shrink-0 place-items-center rounded-full ${state === 'done' ? 'bg-agave text-on-agave' : 'border-2 border-line-strong'}`}
      >
        {state === 'done' ? <Check className="size-4.5" strokeWidth={3} /> : null}
        {state === 'running' ? <LoaderCircle className="size-5 animate-spin text-agave" /> : null}
      </span>
      <span className={state === 'waiting' ? 'text-ink-soft' : 'font-semibold'}>{text}</span>
    </li>
  )
}
