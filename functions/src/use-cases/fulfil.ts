// Use case: turn a payment into tickets, or into a refund that is announced; once, however often it is called.
import { minorToDecimal } from '@maguey/ticket-core/money'
import { signQrText } from '@maguey/ticket-core/qr-text'
import { generateTicketId } from '@maguey/ticket-core/ticket-id'
import type { FulfilmentOrder, NewTicket, StripeEventRef } from '@maguey/wire/fulfilment'
import type { Dependencies } from '../dependencies.ts'
import type { FulfilmentOutcome } from '../ports/database.ts'
import type { Payment } from '../ports/payments.ts'
import { failure, type Result, success } from '../problem.ts'

/** 50 random bits: a second collision in a row is a broken random source, not bad luck. */
const ATTEMPTS = 4

type FulfilDependencies = Pick<
  Dependencies,
  'settings' | 'database' | 'payments' | 'randomBytes' | 'log'
>

export type Fulfilment = {
  orderId: string
  payment: Payment
  stripeEvent: StripeEventRef | null
}

export type Fulfilled = { outcome: Exclude<FulfilmentOutcome, 'ticket_id_taken'> }

export async function fulfil(
  deps: FulfilDependencies,
  fulfilment: Fulfilment,
): Promise<Result<Fulfilled>> {
  const order = await deps.database.readOrderForFulfilment(fulfilment.orderId)
  if (!order.ok) return order
  const stored = await storeTickets(deps, fulfilment, order.value)
  if (!stored.ok) return stored
  if (stored.value.outcome !== 'refund_pending') return stored
  return giveBack(deps, fulfilment)
}

async function storeTickets(
  deps: FulfilDependencies,
  { orderId, payment, stripeEvent }: Fulfilment,
  order: FulfilmentOrder,
): Promise<Result<Fulfilled>> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const stored = await deps.database.fulfilOrder({
      orderId,
      payment: {
        payment_intent: payment.paymentIntent,
        session: payment.session,
        amount: minorToDecimal(payment.amountMinor, payment.currency),
        currency: payment.currency,
        customer: payment.customer,
      },
      tickets: await makeTickets(deps, order),
      stripeEvent,
    })
    if (!stored.ok) return stored
    const { outcome } = stored.value
    if (outcome !== 'ticket_id_taken') return success({ outcome })
    deps.log({ level: 'warn', event: 'ticket_id_taken', order: orderId, attempt })
  }
  return failure('internal')
}

async function makeTickets(
  { settings, randomBytes }: FulfilDependencies,
  { event, lines }: FulfilmentOrder,
): Promise<NewTicket[]> {
  const types = lines.flatMap((line) => Array.from({ length: line.quantity }, () => line))
  return Promise.all(
    types.map(async ({ ticket_type_id, code }) => {
      const ticketId = generateTicketId({ eventCode: event.code, eventDay: event.day, randomBytes })
      const { kid, sign } = settings.signing
      const qrText = await signQrText({ ticketId, typeCode: code, kid, sign })
      return { ticket_id: ticketId, ticket_type_id, qr_code_data: qrText }
    }),
  )
}

/**
 * Paid after the hold lapsed and the seats were sold: the money goes back by itself. When the provider is away the
 * caller gets a problem, so that the webhook's retry or the reconciler asks again; the idempotency key makes it one
 * refund. The customer is told by the mail that the database queued.
 */
async function giveBack(
  deps: FulfilDependencies,
  { orderId, payment }: Fulfilment,
): Promise<Result<Fulfilled>> {
  deps.log({ level: 'warn', event: 'late_payment', order: orderId })
  if (payment.paymentIntent === null) return success({ outcome: 'refund_pending' })
  const refund = await deps.payments.refundAll({ orderId, paymentIntent: payment.paymentIntent })
  if (refund.ok) return success({ outcome: 'refund_pending' })
  deps.log({ level: 'error', event: 'refund_failed', order: orderId, reason: refund.reason })
  return failure('payment_provider_unavailable')
}
