// Orders that have no tickets to show: lapsed, failed, refunded or about to be.

import { buttonStyle } from '@maguey/ui/button-style.ts'
import type { OrderPage } from '@maguey/wire/orders'
import { Banknote, CircleX, type LucideIcon, TimerOff, Undo2 } from 'lucide-react'
import { m } from '#messages'
import { money } from '#shared/format/in-locale.ts'
import { FindTicketsLink } from '#shared/ui/find-tickets-link.tsx'
import { Link } from '#shared/ui/link.tsx'
import { Notice } from '#shared/ui/notice.tsx'
import { OrderHeading } from './order-heading.tsx'

export type EndedState = 'lapsed' | 'failed' | 'refund_pending' | 'refunded'

type Explained = { icon: LucideIcon; title: string; body: string; again: boolean }

function explain(state: EndedState, amount: string): Explained {
  switch (state) {
    case 'lapsed':
      return { icon: TimerOff, title: m.lapsed_title(), body: m.lapsed_body(), again: true }
    case 'failed':
      return { icon: CircleX, title: m.failed_title(), body: m.failed_body(), again: true }
    case 'refund_pending': {
      const body = m.refund_pending_body({ amount })
      return { icon: Banknote, title: m.refund_pending_title(), body, again: false }
    }
    case 'refunded':
      return {
        icon: Undo2,
        title: m.refunded_title(),
        body: m.refunded_body({ amount }),
        again: false,
      }
  }
}

export function OrderEnded({ state, view }: { state: EndedState; view: OrderPage }) {
  const { icon, title, body, again } = explain(
    state,
    money(view.order.total_amount, view.order.currency),
  )
  return (
    <div data-testid="order-status" data-status={state} className="mx-auto max-w-xl pt-6">
      <OrderHeading event={view.event} number={view.order.number} />
      <Notice
        icon={icon}
        title={title}
        role="status"
        actions={
          <>
            {again ? (
              <Link to={`/events/${view.event.slug}`} className={buttonStyle.primary}>
                {m.try_again()}
              </Link>
            ) : (
              <Link to="/" className={buttonStyle.secondary}>
                {m.see_other_nights()}
              </Link>
            )}
            <FindTicketsLink />
          </>
        }
      >
        <p>{body}</p>
      </Notice>
    </div>
  )
}
