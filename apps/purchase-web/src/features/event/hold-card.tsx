// Seats are held: how long still, on to payment, or change of mind.

import { buttonStyle } from '@maguey/ui/button-style.ts'
import { formatTimeLeft } from '@maguey/ui/format/moment.ts'
import { hear } from '@maguey/ui/hear.ts'
import type { Failure } from '@maguey/wire/failure'
import { ArrowRight, TicketCheck } from 'lucide-react'
import { useState } from 'react'
import { getLocale } from '#i18n'
import { m } from '#messages'
import type { Hold } from '#shared/draft/checkout-draft.ts'
import { money } from '#shared/format/in-locale.ts'
import { findOrderToken } from '#shared/orders/order-tokens.ts'
import { EMBEDDED, payPath } from '#shared/ui/embedded-path.ts'
import { ProblemNotice } from '#shared/ui/problem-notice.tsx'
import { releaseHold } from './release-hold.ts'

type HoldCardProps = { slug: string; hold: Hold; nowMs: number; refresh: () => void }

export function HoldCard({ slug, hold, nowMs, refresh }: HoldCardProps) {
  const [releasing, setReleasing] = useState(false)
  const [problem, setProblem] = useState<Failure | null>(null)

  const change = async () => {
    setReleasing(true)
    const answer = await releaseHold(slug, hold.orderId)
    setReleasing(false)
    setProblem(answer.ok ? null : answer.failure)
    refresh()
  }

  return (
    <section data-testid="hold" className="stub rise mt-8">
      <div className="stub-sheet [--tear:7.75rem]">
        <div className="flex h-31 items-center justify-between gap-4 px-6">
          <div>
            <h2 className="flex items-center gap-2 text-xl">
              <TicketCheck aria-hidden className="size-6 shrink-0 text-agave" />
              {m.hold_running()}
            </h2>
            <p className="mt-1.5 text-ink-soft">{m.hold_left()}</p>
          </div>
          <p role="timer" className="font-display text-5xl font-extrabold tabular-nums">
            {formatTimeLeft(hold.expiresAtMs - nowMs)}
          </p>
        </div>
        <div className="stub-tear mx-5" />
        <div className="space-y-4 px-6 pt-5 pb-6">
          {hold.held ? <Held {...hold.held} /> : null}
          <p className="text-ink-soft">{m.hold_explained()}</p>
          <div className="flex flex-wrap gap-2.5">
            <a {...payLink(hold)} className={`${buttonStyle.primary} grow`}>
              {m.continue_to_pay()}
              <ArrowRight aria-hidden className="size-5" />
            </a>
            <button
              type="button"
              disabled={releasing}
              onClick={() => hear(change())}
              className={`${buttonStyle.secondary} grow`}
            >
              {m.change_order()}
            </button>
          </div>
          {problem ? <ProblemNotice problem={problem} safe={m.problem_safe_body()} /> : null}
        </div>
      </div>
    </section>
  )
}

function Held({ tickets, total, currency }: NonNullable<Hold['held']>) {
  return (
    <p data-testid="held" className="flex flex-wrap justify-between gap-x-4 text-lg">
      <span>{tickets.map(({ name, quantity }) => `${quantity} × ${name}`).join(', ')}</span>
      <b className="font-display tabular-nums">{money(total, currency)}</b>
    </p>
  )
}

/** From a frame: a page of its own, in the whole window. */
function payLink({ orderId, checkoutUrl }: Hold): { href: string; target?: string } {
  const token = EMBEDDED ? findOrderToken(localStorage, orderId, '') : null
  return token
    ? { href: payPath(orderId, token, getLocale()), target: '_top' }
    : { href: checkoutUrl }
}
