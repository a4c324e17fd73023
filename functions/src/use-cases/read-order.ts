// Use case: the order's page. If the webhook is late, opening the page completes the order.
import type { OrderPage, OrderStatus, OrderView } from '@maguey/wire/orders'
import type { Dependencies } from '../dependencies.ts'
import type { Result } from '../problem.ts'
import { tokenHash } from '../secrets.ts'
import { fulfil } from './fulfil.ts'

type ReadOrderDependencies = Pick<
  Dependencies,
  'settings' | 'database' | 'payments' | 'randomBytes' | 'log'
>

/** As far as we know: the hold may have lapsed before we heard that the order was paid. */
const UNPAID: ReadonlySet<OrderStatus> = new Set(['pending', 'expired', 'failed'])

/**
 * With the session id that the payment page handed back, an order that isn't paid as far as we know is checked with the provider
 * itself. Trouble on that way is logged and leaves the order as it is: the page asks again.
 */
export async function readOrder(
  deps: ReadOrderDependencies,
  { orderId, token, sessionId }: { orderId: string; token: string; sessionId: string | null },
): Promise<Result<OrderView>> {
  const key = { orderId, tokenHash: await tokenHash(token) }
  const view = await deps.database.readOrder(key)
  if (!view.ok || !UNPAID.has(view.value.order.status) || sessionId === null) return view
  if (view.value.order.stripe_checkout_session_id !== sessionId) return view
  const session = await deps.payments.readCheckout(sessionId)
  if (!session.ok || session.value.payment === null || session.value.orderId !== orderId)
    return view
  const fulfilled = await fulfil(deps, {
    orderId,
    payment: session.value.payment,
    stripeEvent: null,
  })
  if (!fulfilled.ok)
    deps.log({
      level: 'error',
      event: 'fallback_failed',
      order: orderId,
      code: fulfilled.problem.code,
    })
  return deps.database.readOrder(key)
}

/** What the browser gets: everything of the view but the provider's ids. */
export function publicOrder({ order, event, tickets }: OrderView): OrderPage {
  const { stripe_checkout_session_id: _session, ...rest } = order
  return { order: rest, event, tickets }
}
