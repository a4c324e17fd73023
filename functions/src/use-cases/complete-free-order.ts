// Use case: complete an order that costs nothing: no payment page, its tickets at once.
import type { Dependencies } from '../dependencies.ts'
import { failure, type Result, success } from '../problem.ts'
import { orderToken, tokenHash } from '../secrets.ts'
import { fulfil } from './fulfil.ts'

type FreeOrderDependencies = Pick<Dependencies, 'settings' | 'database' | 'randomBytes' | 'log'>

/** Refusals: `event_cancelled` and `sold_out`, when that happened since the seats were held. */
export async function completeFreeOrder(
  deps: FreeOrderDependencies,
  { order_id: orderId, currency }: { order_id: string; currency: string },
): Promise<Result<null>> {
  const attached = await deps.database.attachCheckout({
    orderId,
    sessionId: null,
    url: null,
    tokenHash: await tokenHash(await orderToken(deps.settings.orderTokenSecret, orderId)),
  })
  if (!attached.ok) return attached
  const fulfilled = await fulfil(deps, {
    orderId,
    payment: { payment_intent: null, session: null, amount: '0.00', currency, customer: null },
    stripeEvent: null,
  })
  if (!fulfilled.ok) return fulfilled
  switch (fulfilled.value.outcome) {
    case 'cancelled':
      return failure('event_cancelled')
    case 'late':
      return failure('sold_out')
    default:
      return success(null)
  }
}
