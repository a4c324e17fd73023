// The part of the page that sells, or says why it can't: a running hold first, then the sale's own state.

import { useNow } from '@maguey/ui/device/use-now.ts'
import { type ComponentType, lazy, Suspense } from 'react'
import { useDraft } from '#shared/draft/checkout-draft.ts'
import { CheckoutForm, type SaleProps } from './checkout-form.tsx'
import { useCancelledReturn } from './use-cancelled-return.ts'
import { usePaidHold } from './use-paid-hold.ts'

type WaitsProps = Pick<SaleProps, 'event' | 'refresh'>

// Only where something is sold out; a part that doesn't come is left out.
const WaitingList = lazy(() =>
  import('./waiting-list.tsx')
    .then((module): { default: ComponentType<WaitsProps> } => ({ default: module.WaitingList }))
    .catch(() => ({ default: () => null })),
)

// Who sees a night for the first time, and can buy, needs none of these.
const HoldCard = lazy(() =>
  import('./hold-card.tsx').then((module) => ({ default: module.HoldCard })),
)
const SaleState = lazy(() =>
  import('./sale-state.tsx').then((module) => ({ default: module.SaleState })),
)
const notices = () => import('./return-notices.tsx')
const CancelledNotice = lazy(() => notices().then((all) => ({ default: all.CancelledNotice })))
const LapsedNotice = lazy(() => notices().then((all) => ({ default: all.LapsedNotice })))
const PaidNotice = lazy(() => notices().then((all) => ({ default: all.PaidNotice })))

const shape = <div className="shimmer mt-8 h-56 rounded-card" />

export function SalesPanel({ event, staleSinceMs, refresh }: SaleProps) {
  const { hold, quantities } = useDraft(event.slug)
  const nowMs = useNow(hold ? 1000 : 0)
  const cancelled = useCancelledReturn(event.slug, refresh)
  const paidOrderId = usePaidHold(event.slug, hold)

  if (paidOrderId) {
    return (
      <Suspense fallback={shape}>
        <PaidNotice orderId={paidOrderId} />
      </Suspense>
    )
  }
  if (cancelled.state === 'releasing') return shape
  if (hold && hold.expiresAtMs > nowMs) {
    return (
      <Suspense fallback={shape}>
        <HoldCard slug={event.slug} hold={hold} nowMs={nowMs} refresh={refresh} />
      </Suspense>
    )
  }
  return (
    <div className="mt-8 space-y-5">
      <Suspense>
        {cancelled.state === 'none' ? null : (
          <CancelledNotice
            state={cancelled.state}
            kept={event.on_sale === 'open' && Object.values(quantities).some((count) => count > 0)}
            onClose={cancelled.close}
          />
        )}
        {hold ? <LapsedNotice slug={event.slug} onSale={event.on_sale === 'open'} /> : null}
      </Suspense>
      {event.on_sale === 'open' ? (
        <CheckoutForm event={event} staleSinceMs={staleSinceMs} refresh={refresh} />
      ) : (
        <Suspense fallback={shape}>
          <SaleState event={event} staleSinceMs={staleSinceMs} />
        </Suspense>
      )}
      {waits(event) ? (
        <Suspense>
          <WaitingList event={event} refresh={refresh} />
        </Suspense>
      ) : null}
    </div>
  )
}

/** Its form stays while seats come and go. */
const waits = ({ on_sale, ticket_types }: SaleProps['event']): boolean =>
  (on_sale === 'open' || on_sale === 'sold_out') &&
  ticket_types.some((type) => type.on_sale === 'sold_out')
