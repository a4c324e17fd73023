// The database port in memory, for unit tests: it keeps the rules that the use cases lean on, and no more.
import type { AttachedCheckout, Hold, HoldRequest } from '@maguey/wire/checkout'
import type {
  FulfilmentRequest,
  NewTicket,
  OrderToReconcile,
  StripeEffect,
  StripeEventRef,
} from '@maguey/wire/fulfilment'
import type { RateLimit } from '@maguey/wire/housekeeping'
import type { FinishedMail, MailJob } from '@maguey/wire/mail'
import type { OrderStatus } from '@maguey/wire/orders'
import type { Database, FulfilmentOutcome } from '../ports/database.ts'
import { failure, type Result, success } from '../problem.ts'
import {
  exampleEvent,
  exampleMail,
  exampleReceipts,
  exampleShopEvent,
  exampleView,
} from './examples.ts'
import { MemoryPasses } from './memory-passes.ts'

type Order = {
  hold: Hold
  requestHash: string
  tokenHash: string | null
  status: OrderStatus
  tickets: NewTicket[]
}

/** The one valid code, and the one that was used already. */
const USED_CODE = 'AB102C11'

const HOLD_EXPIRES_AFTER_MS = 33 * 60_000

export class MemoryDatabase extends MemoryPasses implements Database {
  readonly orders = new Map<string, Order>()
  readonly calls: { name: string; argument: unknown }[] = []
  /** What the next fulfilments return instead, first in first out. */
  readonly nextOutcomes: FulfilmentOutcome[] = []
  readonly mails: MailJob[] = []
  readonly finished: FinishedMail[] = []
  readonly toReconcile: OrderToReconcile[] = []
  /** The window to catch up on, in seconds. */
  toCatchUp: { from: number; until: number } | null = null
  heardUntil: number | null = null
  unitPrice = '50.00'
  tokensLeft = Number.POSITIVE_INFINITY
  readonly #nowMs: number
  /** Ids of Stripe's events. */
  readonly #heard = new Set<string>()
  /** By bucket and key; nothing refills here. */
  readonly #taken = new Map<string, number>()

  /** @param nowMs the time at which holds are made */
  constructor({ nowMs }: { nowMs: number }) {
    super()
    this.#nowMs = nowMs
  }

  listEvents = async () => success([exampleShopEvent])

  async readAvailability(event: string) {
    return event === exampleShopEvent.slug ? success(exampleShopEvent) : failure('event_not_found')
  }
  readPromoOffer = async () => failure('promo_unknown')

  async holdTickets(request: HoldRequest) {
    this.calls.push({ name: 'holdTickets', argument: request })
    if (request.event !== exampleShopEvent.slug) return failure('event_not_found')
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
      lines: [
        { ticket_type_id: 't1', code: 'VIP', name: 'VIP', quantity, unit_price: this.unitPrice },
      ],
      ended: [],
    }
    const { requestHash } = request
    this.orders.set(id, { hold, requestHash, tokenHash: null, status: 'pending', tickets: [] })
    return success(hold)
  }

  async attachCheckout({ orderId, sessionId, url, tokenHash }: AttachedCheckout) {
    const order = this.orders.get(orderId)
    if (order === undefined) return failure('order_not_found')
    const known = order.hold.stripe_checkout_session_id
    if (order.status !== 'pending' || (known !== null && known !== sessionId)) {
      return failure('order_not_payable')
    }
    order.tokenHash = tokenHash
    order.hold = { ...order.hold, checkout_url: url, stripe_checkout_session_id: sessionId }
    return success({ order_id: orderId, status: order.status })
  }

  async releaseHold({ orderId, status }: { orderId: string; status: 'expired' | 'failed' }) {
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
    return success({
      order_id: orderId,
      status,
      locale: 'en' as const,
      total_amount: hold.total_amount,
      currency: hold.currency,
      stripe_checkout_session_id: hold.stripe_checkout_session_id,
      stripe_payment_intent_id: null,
      event: exampleEvent,
      lines: hold.lines,
      ticket_count: hold.lines.reduce((sum, { quantity }) => sum + quantity, 0),
    })
  }

  async fulfilOrder(
    fulfilment: FulfilmentRequest,
  ): Promise<Result<{ outcome: FulfilmentOutcome }>> {
    this.calls.push({ name: 'fulfilOrder', argument: fulfilment })
    if (fulfilment.stripeEvent !== null) this.#heard.add(fulfilment.stripeEvent.id)
    const order = this.orders.get(fulfilment.orderId)
    if (order === undefined) return failure('order_not_found')
    const { payment_intent, amount } = fulfilment.payment
    if (payment_intent === null && Number(order.hold.total_amount) > 0) {
      return failure('invalid_request')
    }
    if (amount !== order.hold.total_amount) {
      return success({ outcome: 'needs_person' })
    }
    const outcome = this.nextOutcomes.shift()
    if (outcome !== undefined) return success({ outcome })
    if (order.status === 'completed') return success({ outcome: 'already_completed' })
    if (this.#isTaken(fulfilment.tickets)) return success({ outcome: 'ticket_id_taken' })
    order.status = 'completed'
    order.tickets = [...fulfilment.tickets]
    this.mails.push(exampleMail(exampleView(fulfilment.orderId, order)))
    return success({ outcome: 'completed' })
  }

  async recordStripeEvent({
    event,
    effect,
  }: {
    event: StripeEventRef | null
    effect: StripeEffect
  }) {
    this.calls.push({ name: 'recordStripeEvent', argument: { event, effect } })
    const orderId = 'order_id' in effect ? effect.order_id : null
    const order = orderId === null ? undefined : this.orders.get(orderId)
    if (order === undefined) {
      return success({ duplicate: false, order_id: null, status: 'unknown' as const })
    }
    const duplicate = event !== null && this.#heard.has(event.id)
    if (event !== null) this.#heard.add(event.id)
    if (!duplicate && order.status === 'pending') {
      if (effect.kind === 'session_expired') order.status = 'expired'
      if (effect.kind === 'payment_failed' && effect.final) order.status = 'failed'
    }
    return success({ duplicate, order_id: orderId, status: order.status })
  }

  #isTaken(tickets: readonly NewTicket[]): boolean {
    const ids = new Set(tickets.map(({ ticket_id }) => ticket_id))
    return [...this.orders.values()].some((order) =>
      order.tickets.some(({ ticket_id }) => ids.has(ticket_id)),
    )
  }

  async readOrder({ orderId, tokenHash }: { orderId: string; tokenHash: string }) {
    const order = this.orders.get(orderId)
    if (order === undefined || order.tokenHash !== tokenHash) return failure('order_not_found')
    return success(exampleView(orderId, order))
  }

  async takeRateToken(limit: RateLimit) {
    this.calls.push({ name: 'takeRateToken', argument: limit })
    this.tokensLeft -= 1
    const name = `${limit.bucket} ${limit.key}`
    const taken = (this.#taken.get(name) ?? 0) + 1
    this.#taken.set(name, taken)
    const allowed = this.tokensLeft >= 0 && taken <= limit.capacity
    return success({ allowed, retry_after_seconds: allowed ? 0 : 7 })
  }

  async claimMails({ limit }: { limit: number }) {
    return success(this.mails.splice(0, limit))
  }

  async finishMail(mail: FinishedMail) {
    this.finished.push(mail)
    return success({ status: mail.error === null ? 'sent' : 'queued', attempts: 1 } as const)
  }

  async recordMailEvent(event: { providerId: string; kind: 'bounced' | 'complained' }) {
    this.calls.push({ name: 'recordMailEvent', argument: event })
    return success({ order_id: null })
  }

  queueReminders = async () => success(0)
  refuseReminders = async (mailId: string) => this.#setReminders('refuseReminders', mailId)
  acceptReminders = async (mailId: string) => this.#setReminders('acceptReminders', mailId)
  #setReminders(name: string, argument: string) {
    this.calls.push({ name, argument })
    return success(true)
  }

  sweepHolds = async () => success(3)
  sweepRateBuckets = async () => success(0)
  beginStripeCatchUp = async () => success(this.toCatchUp)
  unheardStripeEvents = async (ids: readonly string[]) =>
    success(ids.filter((id) => !this.#heard.has(id)))

  async finishStripeCatchUp(heardUntil: number) {
    this.heardUntil = heardUntil
    return success(heardUntil)
  }
  async readReceipts(key: { orderId: string; tokenHash: string }) {
    const view = await this.readOrder(key)
    return view.ok ? success(exampleReceipts) : view
  }
  listOrdersToReconcile = async () => success(this.toReconcile)

  async pairDevice(pairing: { code: string; deviceName: string }) {
    this.calls.push({ name: 'pairDevice', argument: pairing })
    return failure(pairing.code === USED_CODE ? 'pairing_code_used' : 'pairing_code_invalid')
  }
}
