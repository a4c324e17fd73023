// Use case: hold the seats, then open the page where they are paid.
import { decimalToMinor } from '@maguey/ticket-core/money'
import type { CheckoutRequest, CheckoutStarted, Hold } from '@maguey/wire/checkout'
import type { Locale } from '@maguey/wire/values'
import type { Dependencies } from '../dependencies.ts'
import { failure, type Result, success } from '../problem.ts'
import { orderToken, sha256Hex, tokenHash } from '../secrets.ts'
import { completeFreeOrder } from './complete-free-order.ts'

/**
 * A hold lives 33 minutes and its session ends 90 seconds earlier, so that the seats outlive the page that pays for
 * them. Stripe refuses a session of less than 30 minutes (https://docs.stripe.com/api/checkout/sessions/create), which
 * leaves 90 seconds for a lost answer to be asked for again.
 */
export const HOLD_SECONDS = 33 * 60
const SESSION_ENDS_BEFORE_HOLD_MS = 90_000
const STRIPE_MINIMUM_MS = 30 * 60_000

export type CheckoutDependencies = Pick<
  Dependencies,
  'settings' | 'database' | 'payments' | 'clock' | 'randomBytes' | 'log'
>

/**
 * Calling it again with the same client key returns the same order, so a double click buys once.
 *
 * Prices, currency and limits are the database's; nothing that a browser says about money is read.
 *
 * @param client where the customer comes from, as a pseudonym, for the cap on unpaid seats; null: not known
 */
export async function createCheckout(
  deps: CheckoutDependencies,
  input: CheckoutRequest,
  client: string | null = null,
): Promise<Result<CheckoutStarted>> {
  const held = await deps.database.holdTickets({
    event: input.event,
    lines: input.items,
    customer: { ...input.customer, locale: input.locale },
    clientKey: input.client_key,
    requestHash: await requestHash(input),
    holdSeconds: HOLD_SECONDS,
    client,
    promo: input.promo_code,
    referral: input.referral,
  })
  if (!held.ok) return held
  const hold = held.value
  const token = await orderToken(deps.settings.orderTokenSecret, hold.order_id)
  const [opened] = await Promise.all([
    openPaymentPage(deps, hold, {
      email: input.customer.email,
      locale: input.locale,
      token,
      cancelPath: `/events/${hold.event_slug}?cancelled=${hold.order_id}`,
    }),
    closePaymentPages(deps, hold.ended),
  ])
  return opened.ok ? success(started(hold, token, opened.value)) : opened
}

/** What the page that started a checkout is told. */
export function started(hold: Hold, token: string, url: string): CheckoutStarted {
  return {
    order_id: hold.order_id,
    token,
    checkout_url: url,
    hold_expires_at: hold.hold_expires_at,
    total_amount: hold.total_amount,
    currency: hold.currency,
  }
}

/** Who pays, the token of their order, and the shop's page that they come back to if they don't. */
type Payer = { email: string; locale: Locale; token: string; cancelPath: string }

/** The pay pages of older holds that this one replaced. The reconciler closes those that can't be closed now. */
async function closePaymentPages({ payments }: CheckoutDependencies, ended: Hold['ended']) {
  await Promise.all(
    ended.flatMap(({ session }) => (session === null ? [] : payments.expireCheckout(session))),
  )
}

/** The address where a hold is paid: the one that it has, its order's page if there is nothing to pay, or a new one. */
export async function openPaymentPage(
  deps: CheckoutDependencies,
  hold: Hold,
  payer: Payer,
): Promise<Result<string>> {
  const orderUrl = `${deps.settings.shopUrl}/orders/${hold.order_id}`
  if (hold.status === 'completed') return success(orderUrl)
  if (hold.status !== 'pending') return failure('order_not_payable')
  if (hold.checkout_url !== null) return success(hold.checkout_url)
  if (decimalToMinor(hold.total_amount, hold.currency) === 0) {
    const completed = await completeFreeOrder(deps, hold)
    return completed.ok ? success(orderUrl) : completed
  }
  return openStripeSession(deps, hold, payer)
}

async function openStripeSession(
  deps: CheckoutDependencies,
  hold: Hold,
  { email, locale, token, cancelPath }: Payer,
): Promise<Result<string>> {
  const expiresAtMs = Date.parse(hold.hold_expires_at) - SESSION_ENDS_BEFORE_HOLD_MS
  if (expiresAtMs < deps.clock.nowMs() + STRIPE_MINIMUM_MS) {
    await deps.database.releaseHold({ orderId: hold.order_id, status: 'expired' })
    return failure('order_not_payable')
  }
  const { shopUrl } = deps.settings
  const session = await deps.payments.createCheckout({
    orderId: hold.order_id,
    eventName: hold.event_name,
    currency: hold.currency,
    customerEmail: email,
    locale,
    lines: hold.lines.map(({ name, quantity, unit_price }) => ({
      name,
      quantity,
      unitPrice: unit_price,
    })),
    expiresAtMs,
    successUrl: `${shopUrl}/orders/${hold.order_id}?session_id={CHECKOUT_SESSION_ID}`,
    cancelUrl: `${shopUrl}${cancelPath}`,
  })
  if (!session.ok) {
    deps.log({
      level: 'error',
      event: 'checkout_failed',
      order: hold.order_id,
      reason: session.reason,
    })
    // A double click shares its hold with the request that came first, which may have succeeded.
    if (!hold.reused) await deps.database.releaseHold({ orderId: hold.order_id, status: 'failed' })
    return session.code === 'refused'
      ? refusedByProvider(session.reason)
      : failure('payment_provider_unavailable')
  }
  const { sessionId, url } = session.value
  const attached = await deps.database.attachCheckout({
    orderId: hold.order_id,
    sessionId,
    url,
    tokenHash: await tokenHash(token),
  })
  return attached.ok ? success(url) : attached
}

/** A permanent refusal is reported as such: "try again in a minute" would send the customer in circles. */
function refusedByProvider(reason: string): Result<never> {
  switch (reason) {
    case 'email_invalid':
      return failure('invalid_email', {
        fields: [{ field: 'customer.email', code: 'invalid_email' }],
      })
    case 'amount_too_small':
    case 'amount_too_large':
      return failure('amount_not_chargeable')
    default:
      return failure('payment_refused')
  }
}

/** One hash per request content: the same client key with other content is a conflict, not a repeat. */
async function requestHash(input: CheckoutRequest): Promise<string> {
  const { event, items, customer, locale, promo_code = null } = input
  const lines = items.map(({ ticket_type, quantity }) => [ticket_type, quantity])
  const contents = [event, lines, customer.email, customer.name, locale, promo_code]
  return sha256Hex(JSON.stringify(contents))
}
