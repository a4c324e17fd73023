// Use case: record a payment together with its tickets; idempotent. The database decides whether they are issued, and the worker refunds what is owed.
import type { FulfilmentOrder, PaymentRecord, StripeEventRef } from '@maguey/wire/fulfilment'
import type { Dependencies } from '../dependencies.ts'
import type { FulfilmentOutcome } from '../ports/database.ts'
import { failure, type Result, success } from '../problem.ts'
import { makeTickets } from './make-tickets.ts'

/** 50 random bits: a second collision in a row is a broken random source, not bad luck. */
const ATTEMPTS = 4

type FulfilDependencies = Pick<Dependencies, 'settings' | 'database' | 'randomBytes' | 'log'>

export type Fulfilment = {
  orderId: string
  payment: PaymentRecord
  stripeEvent: StripeEventRef | null
}

export type Fulfilled = { outcome: Exclude<FulfilmentOutcome, 'ticket_id_taken'> }

export async function fulfil(
  deps: FulfilDependencies,
  fulfilment: Fulfilment,
): Promise<Result<Fulfilled>> {
  const order = await deps.database.readOrderForFulfilment(fulfilment.orderId)
  return order.ok ? storeTickets(deps, fulfilment, order.value) : order
}

async function storeTickets(
  deps: FulfilDependencies,
  { orderId, payment, stripeEvent }: Fulfilment,
  order: FulfilmentOrder,
): Promise<Result<Fulfilled>> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const stored = await deps.database.fulfilOrder({
      orderId,
      payment,
      tickets: await makeTickets(deps, order),
      stripeEvent,
    })
    if (!stored.ok) return stored
    const { outcome } = stored.value
    if (outcome === 'refund_pending' || outcome === 'needs_person') {
      deps.log({ level: 'warn', event: 'payment_without_tickets', order: orderId, outcome })
    }
    if (outcome !== 'ticket_id_taken') return success({ outcome })
    deps.log({ level: 'warn', event: 'ticket_id_taken', order: orderId, attempt })
  }
  return failure('internal')
}
