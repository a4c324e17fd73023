// The port to the database: one method per SQL function, so that one call is one transaction.
import type { Result } from '../problem.ts'
import type {
  Availability,
  FulfilmentOrder,
  Hold,
  MailJob,
  OrderToReconcile,
  OrderView,
  PairedDevice,
  RateToken,
  RecordedEvent,
  Release,
} from './database-shapes.ts'

export type HoldRequest = {
  event: string
  lines: readonly { ticket_type: string; quantity: number }[]
  customer: { email: string; name: string; locale: 'en' | 'es' }
  clientKey: string
  requestHash: string
  holdSeconds: number
}

/** The provider's event that caused a call; stored with the work, so that a repeat is known. */
export type StripeEventRef = { id: string; type: string; object_id: string | null }

export type NewTicket = { ticket_id: string; ticket_type_id: string; qr_code_data: string }

export type PaymentRecord = {
  payment_intent: string | null
  session: string | null
  /** Decimal text as the database keeps it, e.g. "100.00". */
  amount: string
  currency: string
  customer: string | null
}

export type StripeEffect =
  | { kind: 'payment_failed'; payment_intent: string | null; order_id: string; final: boolean }
  | { kind: 'session_expired'; order_id: string }
  | {
      kind: 'refund'
      payment_intent: string
      order_id: string | null
      amount_refunded: string
      currency: string
    }
  | { kind: 'dispute_opened' | 'dispute_closed'; payment_intent: string; status: string }

export type FulfilmentOutcome =
  | 'completed'
  | 'already_completed'
  | 'refund_pending'
  | 'ticket_id_taken'

export type AttachedCheckout = {
  orderId: string
  /** Both null for an order with nothing to pay. */
  sessionId: string | null
  url: string | null
  tokenHash: string
}

export type FulfilmentRequest = {
  orderId: string
  payment: PaymentRecord
  tickets: readonly NewTicket[]
  stripeEvent: StripeEventRef | null
}

export type RateLimit = { bucket: string; key: string; capacity: number; refillPerMinute: number }

export type Database = {
  listEvents(): Promise<Result<unknown[]>>
  readAvailability(event: string): Promise<Result<Availability>>
  holdTickets(request: HoldRequest): Promise<Result<Hold>>
  attachCheckout(checkout: AttachedCheckout): Promise<Result<unknown>>
  releaseHold(orderId: string, status: 'expired' | 'failed'): Promise<Result<Release>>
  readOrderForFulfilment(orderId: string): Promise<Result<FulfilmentOrder>>
  fulfilOrder(fulfilment: FulfilmentRequest): Promise<Result<{ outcome: FulfilmentOutcome }>>
  recordStripeEvent(event: StripeEventRef, effect: StripeEffect): Promise<Result<RecordedEvent>>
  readOrder(orderId: string, tokenHash: string): Promise<Result<OrderView>>
  takeRateToken(limit: RateLimit): Promise<Result<RateToken>>
  claimMails(limit: number, leaseSeconds: number): Promise<Result<MailJob[]>>
  /** Exactly one of the two: the provider's id, or why it failed. */
  finishMail(
    mailId: string,
    providerId: string | null,
    error: string | null,
  ): Promise<Result<unknown>>
  /** Forgets rate buckets that are full again. */
  sweepRateBuckets(): Promise<Result<unknown>>
  sweepHolds(limit: number): Promise<Result<number>>
  listOrdersToReconcile(limit: number): Promise<Result<OrderToReconcile[]>>
  pairDevice(code: string, deviceName: string): Promise<Result<PairedDevice>>
}
