// The payments port in memory: what a test looks at, and the rules of the provider that the use cases lean on.
import { decimalToMinor } from '@maguey/ticket-core/money'
import type { BalanceEntry } from '@maguey/wire/balance'
import type { RefundRecord } from '@maguey/wire/fulfilment'
import type { CheckoutRequest, CheckoutState, PaymentEvent, Payments } from '../ports/payments.ts'

const away = { ok: false, code: 'unavailable', reason: 'connection_error' } as const
const missing = { ok: false, code: 'not_found', reason: 'resource_missing' } as const

type GivenBack = { requestId: string; paymentIntent: string; amount: string; currency: string }

export class MemoryPayments implements Payments {
  readonly requests: CheckoutRequest[] = []
  readonly sessions = new Map<string, CheckoutState>()
  readonly refunds: GivenBack[] = []
  /** Sessions that were asked about. */
  readonly reads: string[] = []
  readonly events = new Map<string, PaymentEvent>()
  /** Refunds of any payment that were made elsewhere. */
  known: RefundRecord[] = []
  readonly balance: BalanceEntry[] = []
  /** The provider is unreachable. */
  down = false
  /** The provider refuses every refund. */
  refusing = false
  /** Why the provider refuses every checkout; null accepts them. */
  checkoutRefusal: string | null = null

  async createCheckout(request: CheckoutRequest) {
    if (this.down) return away
    if (this.checkoutRefusal !== null) {
      return { ok: false, code: 'refused', reason: this.checkoutRefusal } as const
    }
    const { orderId } = request
    const sessionId = `cs_test_${orderId.slice(-12)}`
    if (!this.sessions.has(sessionId)) {
      this.requests.push(request)
      const open = { status: 'open', payment: null, underway: false } as const
      this.sessions.set(sessionId, { sessionId, orderId, ...open })
    }
    return { ok: true, value: { sessionId, url: `https://pay.example/${sessionId}` } } as const
  }

  async expireCheckout(sessionId: string) {
    if (this.down) return away
    const session = this.sessions.get(sessionId)
    if (session === undefined) return missing
    if (session.status !== 'open') {
      return { ok: false, code: 'refused', reason: 'not_open' } as const
    }
    session.status = 'expired'
    return { ok: true, value: session } as const
  }

  async readCheckout(sessionId: string) {
    this.reads.push(sessionId)
    if (this.down) return away
    const session = this.sessions.get(sessionId)
    return session === undefined ? missing : ({ ok: true, value: session } as const)
  }

  async refund({ requestId, paymentIntent, amount, currency }: GivenBack) {
    if (this.down) return away
    if (this.refusing) return { ok: false, code: 'refused', reason: 'charge_disputed' } as const
    const given = this.#givenBack(paymentIntent)
    const earlier = given.find((refund) => refund.request_id === requestId)
    if (earlier !== undefined) return { ok: true, value: earlier } as const
    const refund = { requestId, paymentIntent, amount, currency }
    const total = [...given, refund].reduce((sum, one) => sum + minorOf(one), 0)
    if (total > this.#paid(paymentIntent)) {
      return { ok: false, code: 'refused', reason: 'charge_already_refunded' } as const
    }
    this.refunds.push(refund)
    return { ok: true, value: refundOf(refund) } as const
  }

  async listRefunds(paymentIntent: string) {
    if (this.down) return away
    return { ok: true as const, value: [...this.known, ...this.#givenBack(paymentIntent)] }
  }

  async listEvents({ from, until }: { from: number; until: number }) {
    if (this.down) return away
    const told = [...this.events.values()].filter(
      ({ createdSeconds: at }) => at >= from && at < until,
    )
    return { ok: true as const, value: told }
  }

  async listBalance({ from, until }: { from: number; until: number }) {
    if (this.down) return away
    const booked = this.balance.filter((entry) => entry.booked >= from && entry.booked < until)
    return { ok: true as const, value: booked }
  }

  async checkKey() {
    return this.down ? away : ({ ok: true, value: { live: false } } as const)
  }

  async readEvent(rawBody: string) {
    const event = this.events.get(rawBody)
    if (event === undefined) return { ok: false, code: 'bad_signature' } as const
    return { ok: true, event } as const
  }

  #givenBack(paymentIntent: string): RefundRecord[] {
    return this.refunds.filter((one) => one.paymentIntent === paymentIntent).map(refundOf)
  }

  /** A payment that no session here knows was made elsewhere, for any amount. */
  #paid(paymentIntent: string): number {
    for (const { payment } of this.sessions.values()) {
      if (payment?.payment_intent === paymentIntent) return minorOf(payment)
    }
    return Number.POSITIVE_INFINITY
  }
}

const minorOf = ({ amount, currency }: { amount: string; currency: string }): number =>
  decimalToMinor(amount, currency)

const refundOf = ({ requestId, amount, currency }: GivenBack): RefundRecord => ({
  id: `re_${requestId}`,
  amount,
  currency,
  status: 'succeeded',
  request_id: requestId,
})
