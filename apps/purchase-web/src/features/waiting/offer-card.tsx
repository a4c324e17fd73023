// Seats that are kept for whoever waited: how long still, for how much, and on to payment.

import { buttonStyle } from '@maguey/ui/button-style.ts'
import { useNow } from '@maguey/ui/device/use-now.ts'
import { formatTimeLeft } from '@maguey/ui/format/moment.ts'
import { hear } from '@maguey/ui/hear.ts'
import type { Failure } from '@maguey/wire/failure'
import type { WaitingView } from '@maguey/wire/waiting-list'
import { ArrowRight, TicketCheck } from 'lucide-react'
import { useEffect, useState } from 'react'
import { m } from '#messages'
import { buyOffer } from '#shared/api/waiting-api.ts'
import { money } from '#shared/format/in-locale.ts'
import { keepOrderToken } from '#shared/orders/order-tokens.ts'
import { ProblemNotice } from '#shared/ui/problem-notice.tsx'

type OfferCardProps = {
  offer: NonNullable<WaitingView['offer']>
  entry: WaitingView['entry']
  of: { id: string; token: string }
  /** Asks for the entry again. */
  ask: () => Promise<void>
}

export function OfferCard({ offer, entry, of, ask }: OfferCardProps) {
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Failure | null>(null)
  const leftMs = Date.parse(offer.ends_at) - useNow(1000)
  const over = leftMs <= 0
  const free = Number(offer.total_amount) === 0
  useEffect(() => {
    if (over) hear(ask())
  }, [over, ask])
  useEffect(() => {
    const restored = (shown: PageTransitionEvent) => {
      if (shown.persisted) setBusy(false)
    }
    addEventListener('pageshow', restored)
    return () => removeEventListener('pageshow', restored)
  }, [])

  const buy = async () => {
    setBusy(true)
    const answer = await buyOffer(of.id, of.token)
    if (answer.ok) {
      const { order_id, token, checkout_url } = answer.value
      keepOrderToken(localStorage, order_id, token)
      // Busy until the page is gone.
      return location.assign(checkout_url)
    }
    setBusy(false)
    setProblem(answer.failure)
    await ask()
  }

  return (
    <section data-testid="offer" className="stub rise">
      <div className="stub-sheet [--tear:8.5rem]">
        <div className="flex h-34 items-center justify-between gap-4 px-6">
          <div>
            <h2 className="flex items-center gap-2 text-xl">
              <TicketCheck aria-hidden className="size-6 shrink-0 text-agave" />
              {m.wait_offer_title()}
            </h2>
            <p className="mt-1.5 text-ink-soft">{m.hold_left()}</p>
          </div>
          <p role="timer" className="font-display text-4xl font-extrabold tabular-nums">
            {formatTimeLeft(Math.max(leftMs, 0))}
          </p>
        </div>
        <div className="stub-tear mx-5" />
        <div className="space-y-4 px-6 pt-5 pb-6">
          <p className="flex flex-wrap justify-between gap-x-4 text-lg">
            <span>{`${entry.quantity} × ${entry.ticket_type}`}</span>
            <b className="font-display tabular-nums">
              {free ? m.free() : money(offer.total_amount, offer.currency)}
            </b>
          </p>
          <p className="text-ink-soft">{m.wait_offer_body()}</p>
          <button
            type="button"
            className={`${buttonStyle.primary} w-full`}
            disabled={busy || over}
            onClick={() => hear(buy())}
          >
            {free ? m.wait_claim() : m.wait_buy()}
            <ArrowRight aria-hidden className="size-5" />
          </button>
          {problem ? <ProblemNotice problem={problem} safe={m.problem_safe_body()} /> : null}
        </div>
      </div>
    </section>
  )
}
