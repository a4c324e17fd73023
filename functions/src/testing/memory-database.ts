// The database port in memory, for unit tests: it keeps the rules that the use cases lean on, and no more.
import type {
  AttachedCheckout,
  Database,
  FulfilmentOutcome,
  FulfilmentRequest,
  HoldRequest,
  NewTicket,
  RateLimit,
  StripeEffect,
  StripeEventRef,
} from '../ports/database.ts'
import type { Hold, MailJob, OrderToReconcile } from '../ports/database-shapes.ts'
import { failure, type Result, success } from '../problem.ts'
import { exampleEvent, exampleView } from './examples.ts'

type Order = {
  hold: Hold
  requestHash: string
  tokenHash: string | null
  status: string
  tickets: NewTicket[]
}

const HOLD_EXPIRES_AFTER_MS = 40 * 60_000

export class MemoryDatabase implements Database {
  readonly orders = new Map<string, Order>()
  readonly calls: { name: string; argument: unknown }[] = []
  /** What happens instead of the next fulfilments, first in first out. */
  readonly nextOutcomes: FulfilmentOutcome[] = []
  readonly mails: MailJob[] = []
  readonly finished: { id: string; providerId: string | null; error: string | null }[] = []
  readonly toReconcile: OrderToReconcile[] = []
  unitPrice = '50.00'
  tokensLeft = Number.POSITIVE_INFINITY
  readonly #nowMs: number

  /** @param nowMs the time at which holds are made */
  constructor({ nowMs }: { nowMs: number }) {
    this.#nowMs = nowMs
  }

  async listEvents() {
    return success([exampleEvent])
  }

  async readAvailability(event: string) {
    return event === exampleEvent.slug
      ? success({ ...exampleEvent, id: 'e1' })
      : failure('event_not_found')
  }

  async holdTickets(request: HoldRequest) {
    this.calls.push({ name: 'holdTickets', argument: request })
    const id = `00000000-0000-4000-8000-${request.clientKey.slice(-12).padStart(12, '0')}`
    const known = this.orders.get(id)
    if (known !== undefined) {
      if (known.requestHash !== request.requestHash) return failure('client_key_conflict')
      return success({ ...known.hold, status: known.status, reused: true })
    }
    const quantity = request.lines.reduce((sum, line) => sum + line.quantity, 0)
    const hold: Hold = {
      order_id: id,
      event_name: exampleEvent.name,
      event_slug: exampleEvent.slug,
      currency: 'usd',
      total_amount: (Number(this.unitPrice) * quantity).toFixed(2),
      hold_expires_at: new Date(this.#nowMs + HOLD_EXPIRES_AFTER_MS).toISOString(),
      reused: false,
      status: 'pending',
      checkout_url: null,
      stripe_checkout_session_id: null,
      lines: [{ code: 'VIP', name: 'VIP', quantity, unit_price: this.unitPrice }],
    }
    const { requestHash } = request
    this.orders.set(id, { hold, requestHash, tokenHash: null, status: 'pending', tickets: [] })
    return success(hold)
  }

  async attachCheckout({ orderId, sessionId, url, tokenHash }: AttachedCheckout) {
    const order = this.orders.get(orderId)
    if (order === undefined) return failure('order_not_found')
    order.tokenHash = tokenHash
    order.hold = { ...order.hold, checkout_url: url, stripe_checkout_session_id: sessionId }
    return success(null)
  }

  async releaseHold(orderId: string, status: 'expired' | 'failed') {
    this.calls.push({ name: 'releaseHold', argument: { orderId, status } })
    const order = this.orders.get(orderId)
    if (order === undefined) return failure('order_not_found')
    const released = order.status === 'pending'
    if (released) order.status = status
    return success({ released, status: order.status })
  }

  async readOrderForFulfilment(orderId: string) {
    const order = this.orders.get(orderId)
    if (order === undefined) return failure('order_not_found')
    const { status, hold } = order
    const lines = hold.lines.map(({ code, quantity }) => ({
      ticket_type_id: 't1',
      code,
      quantity,
    }))
    return success({ order_id: orderId, status, event: { code: 'PF', day: '20261127' }, lines })
  }

  async fulfilOrder(
    fulfilment: FulfilmentRequest,
  ): Promise<Result<{ outcome: FulfilmentOutcome }>> {
    this.calls.push({ name: 'fulfilOrder', argument: fulfilment })
    const order = this.orders.get(fulfilment.orderId)
    if (order === undefined) return failure('order_not_found')
    if (fulfilment.payment.amount !== order.hold.total_amount) return failure('payment_mismatch')
    const outcome = this.nextOutcomes.shift()
    if (outcome !== undefined) return success({ outcome })
    if (order.status === 'completed') return success({ outcome: 'already_completed' })
    order.status = 'completed'
    order.tickets = [...fulfilment.tickets]
    return success({ outcome: 'completed' })
  }

  async recordStripeEvent(event: StripeEventRef, effect: StripeEffect) {
    this.calls.push({ name: 'recordStripeEvent', argument: { event, effect } })
    return success({ duplicate: false, order_id: null, status: 'recorded' })
  }

  async readOrder(orderId: string, tokenHash: string) {
    const order = this.orders.get(orderId)
    if (order === undefined || order.tokenHash !== tokenHash) return failure('order_not_found')
    return success(exampleView(orderId, order))
  }

  async takeRateToken(limit: RateLimit) {
    this.calls.push({ name: 'takeRateToken', argument: limit })
    this.tokensLeft -= 1
    return success({ allowed: this.tokensLeft >= 0, retry_after_seconds: 7 })
  }

  async claimMails(limit: number) {
    return success(this.mails.splice(0, limit))
  }

  async finishMail(id: string, providerId: string | null, error: string | null) {
    this.finished.push({ id, providerId, error })
    return success(null)
  }

  async sweepHolds() {
    return success(3)
  }

  async sweepRateBuckets() {
    return success(0)
  }

  async listOrdersToReconcile() {
    return success(this.toReconcile)
  }

  async pairDevice(code: string) {
    this.calls.push({ name: 'pairDevice', argument: code })
    return failure('pairing_code_used')
  }
}
