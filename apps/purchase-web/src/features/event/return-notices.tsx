// What the page says to somebody who comes back: cancelled, too late, or already paid.

import { buttonStyle } from '@maguey/ui/button-style.ts'
import { CircleCheck, TimerOff, Undo2 } from 'lucide-react'
import { m } from '#messages'
import { checkoutDraft } from '#shared/draft/checkout-draft.ts'
import { Link } from '#shared/ui/link.tsx'
import { Notice } from '#shared/ui/notice.tsx'
import { CHECKOUT_FORM_ID } from './checkout-form.tsx'
import type { CancelledReturn } from './use-cancelled-return.ts'

/** `kept`: something is still chosen. */
type CancelledNoticeProps = { state: CancelledReturn; kept: boolean; onClose: () => void }

export function CancelledNotice({ state, kept, onClose }: CancelledNoticeProps) {
  return (
    <Notice
      icon={Undo2}
      title={m.cancelled_payment()}
      role="status"
      testId="cancelled-notice"
      actions={
        <button type="button" className={buttonStyle.secondary} onClick={onClose}>
          {m.dismiss()}
        </button>
      }
    >
      <p>
        {state === 'released' ? m.cancelled_payment_body() : m.cancelled_payment_unsure()}{' '}
        {kept ? m.cancelled_payment_kept() : null}
      </p>
    </Notice>
  )
}

export function LapsedNotice({ slug, onSale }: { slug: string; onSale: boolean }) {
  return (
    <Notice
      icon={TimerOff}
      title={m.hold_lapsed()}
      role="alert"
      testId="hold-lapsed"
      actions={
        onSale ? (
          <button type="submit" form={CHECKOUT_FORM_ID} className={buttonStyle.primary}>
            {m.try_again()}
          </button>
        ) : (
          <button
            type="button"
            className={buttonStyle.secondary}
            onClick={() => checkoutDraft.endHold(slug)}
          >
            {m.dismiss()}
          </button>
        )
      }
    >
      <p>{m.hold_lapsed_body()}</p>
    </Notice>
  )
}

export function PaidNotice({ orderId }: { orderId: string }) {
  return (
    <div className="mt-8">
      <Notice
        icon={CircleCheck}
        title={m.already_paid()}
        role="status"
        actions={
          <Link to={`/orders/${orderId}`} className={buttonStyle.primary}>
            {m.see_tickets()}
          </Link>
        }
      >
        <p>{m.already_paid_body()}</p>
      </Notice>
    </div>
  )
}
