// A held order that nobody has paid yet.

import { buttonStyle } from '@maguey/ui/button-style.ts'
import { useNow } from '@maguey/ui/device/use-now.ts'
import { formatTimeLeft } from '@maguey/ui/format/moment.ts'
import type { OrderPage } from '@maguey/wire/orders'
import { ArrowRight, Hourglass } from 'lucide-react'
import { useEffect } from 'react'
import { m } from '#messages'
import { goTo, useAddress } from '#shared/routing/address.ts'
import { Link } from '#shared/ui/link.tsx'
import { Notice } from '#shared/ui/notice.tsx'
import { OrderHeading } from './order-heading.tsx'

export function AwaitingPayment({ view }: { view: OrderPage }) {
  const payUrl = view.order.checkout_url
  const nowMs = useNow(1000)
  const expiresAt = view.order.hold_expires_at
  useOnToPay(payUrl)
  const leftMs = expiresAt ? Date.parse(expiresAt) - nowMs : null
  return (
    <div
      data-testid="order-status"
      data-status="awaiting_payment"
      className="mx-auto max-w-xl pt-6"
    >
      <OrderHeading event={view.event} number={view.order.number} />
      <Notice
        icon={Hourglass}
        title={m.awaiting_title()}
        role="status"
        actions={
          payUrl ? (
            <a href={payUrl} className={buttonStyle.primary}>
              {m.continue_to_pay()}
              <ArrowRight aria-hidden className="size-5" />
            </a>
          ) : (
            <Link to={`/events/${view.event.slug}`} className={buttonStyle.secondary}>
              {m.try_again()}
            </Link>
          )
        }
      >
        <p>{m.awaiting_body()}</p>
        {leftMs !== null ? (
          <p className="mt-3 text-ink">
            {m.hold_left()}{' '}
            <span role="timer" className="font-display text-2xl font-extrabold tabular-nums">
              {formatTimeLeft(leftMs)}
            </span>
          </p>
        ) : null}
      </Notice>
    </div>
  )
}

/** `?pay=now`: begun in a frame on the club's own website, which can't show the pay page. Back shows this page. */
function useOnToPay(payUrl: string | null): void {
  const { search, pathname, hash } = useAddress()
  useEffect(() => {
    if (payUrl === null || !new URLSearchParams(search).has('pay')) return
    goTo(pathname + hash, { replace: true })
    location.assign(payUrl)
  }, [payUrl, search, pathname, hash])
}
