// What the use cases rely on, defined once for the unit tests' fake and for the real database.
import type { Database } from '@maguey/functions/ports/database'
import type { Result } from '@maguey/functions/problem'
import { generateTicketId } from '@maguey/ticket-core/ticket-id'
import type { Hold, HoldRequest } from '@maguey/wire/checkout'
import type { FulfilmentOrder, NewTicket } from '@maguey/wire/fulfilment'
import { expect, it } from 'vitest'

export type DatabaseTarget = {
  database: Database
  /** A published night with a type VIP at 50.00 usd. */
  event: string
}

const TOKEN_HASH = '0'.repeat(64)
let serial = Date.now() % 1_000_000

function valueIn<Value>(result: Result<Value>): Value {
  if (!result.ok) throw new Error(`refused: ${result.problem.code}`)
  return result.value
}

const codeOf = (result: Result<unknown>) => (result.ok ? null : result.problem.code)

export function databasePortSuite(target: () => DatabaseTarget): void {
  const database = () => target().database

  function request(changes: Partial<HoldRequest> = {}): HoldRequest {
    serial += 1
    return {
      event: target().event,
      lines: [{ ticket_type: 'VIP', quantity: 2 }],
      customer: { email: `ana-${serial}@example.com`, name: 'Ana', locale: 'en' },
      clientKey: `aaaaaaaaaaaaaaaa${String(serial).padStart(12, '0')}`,
      requestHash: 'hash',
      holdSeconds: 33 * 60,
      client: null,
      ...changes,
    }
  }

  const held = async (): Promise<Hold> => valueIn(await database().holdTickets(request()))

  async function attached(hold: Hold) {
    const sessionId = `cs_test_${hold.order_id}`
    const url = `https://pay.example/${sessionId}`
    const checkout = { orderId: hold.order_id, sessionId, url, tokenHash: TOKEN_HASH }
    valueIn(await database().attachCheckout(checkout))
    return checkout
  }

  function ticketsFor({ event, lines }: FulfilmentOrder): NewTicket[] {
    const randomBytes = (length: number) => crypto.getRandomValues(new Uint8Array(length))
    return lines.flatMap(({ ticket_type_id, code, quantity }) =>
      Array.from({ length: quantity }, () => {
        const ticket_id = generateTicketId({
          eventCode: event.code,
          eventDay: event.day,
          randomBytes,
        })
        return { ticket_id, ticket_type_id, qr_code_data: `${ticket_id}.${code}.K1AAAA` }
      }),
    )
  }

  async function pay(hold: Hold, changes: { amount?: string; intent?: string | null } = {}) {
    const order = valueIn(await database().readOrderForFulfilment(hold.order_id))
    return database().fulfilOrder({
      orderId: hold.order_id,
      payment: {
        payment_intent: changes.intent === undefined ? `pi_${hold.order_id}` : changes.intent,
        session: null,
        amount: changes.amount ?? hold.total_amount,
        currency: hold.currency,
        customer: null,
      },
      tickets: ticketsFor(order),
      stripeEvent: null,
    })
  }

  it('holds seats at its own prices, and nothing is to be paid of an unknown night', async () => {
    expect(await held()).toMatchObject({
      total_amount: '100.00',
      currency: 'usd',
      status: 'pending',
      reused: false,
      checkout_url: null,
      lines: [{ code: 'VIP', quantity: 2, unit_price: '50.00' }],
    })
    expect(codeOf(await database().holdTickets(request({ event: 'no-such-night' })))).toBe(
      'event_not_found',
    )
  })

  it('gives the same order for the same key, and refuses the key for other contents', async () => {
    const asked = request()
    const first = valueIn(await database().holdTickets(asked))
    expect(valueIn(await database().holdTickets(asked))).toEqual({ ...first, reused: true })
    const other = await database().holdTickets({ ...asked, requestHash: 'other' })
    expect(codeOf(other)).toBe('client_key_conflict')
  })

  it('shows an order to its token and to no other', async () => {
    const hold = await held()
    const { url, sessionId } = await attached(hold)
    const key = { orderId: hold.order_id, tokenHash: TOKEN_HASH }
    expect(valueIn(await database().readOrder(key))).toMatchObject({
      order: { status: 'pending', checkout_url: url, stripe_checkout_session_id: sessionId },
      tickets: [],
    })
    const wrong = await database().readOrder({ ...key, tokenHash: '1'.repeat(64) })
    expect(codeOf(wrong)).toBe('order_not_found')
  })

  it('joins an order with one pay page only', async () => {
    const checkout = await attached(await held())
    const second = await database().attachCheckout({ ...checkout, sessionId: 'cs_test_other' })
    expect(codeOf(second)).toBe('order_not_payable')
  })

  it('gives the seats of a pending order back, once', async () => {
    const release = { orderId: (await held()).order_id, status: 'expired' } as const
    expect(await database().releaseHold(release)).toEqual({
      ok: true,
      value: { released: true, status: 'expired' },
    })
    expect(await database().releaseHold({ ...release, status: 'failed' })).toEqual({
      ok: true,
      value: { released: false, status: 'expired' },
    })
  })

  it('turns a payment into tickets and one mail, once', async () => {
    const hold = await held()
    await attached(hold)
    expect(valueIn(await pay(hold)).outcome).toBe('completed')
    expect(valueIn(await pay(hold)).outcome).toBe('already_completed')
    const view = valueIn(
      await database().readOrder({ orderId: hold.order_id, tokenHash: TOKEN_HASH }),
    )
    expect(view.order).toMatchObject({ status: 'completed', checkout_url: null, ticket_count: 2 })
    expect(view.tickets.map(({ status }) => status)).toEqual(['issued', 'issued'])

    const claim = { limit: 100, leaseSeconds: 60 }
    const mine = valueIn(await database().claimMails(claim)).filter(
      ({ order }) => order.id === hold.order_id,
    )
    expect(mine).toMatchObject([{ kind: 'tickets', amount: null, locale: 'en' }])
    const again = valueIn(await database().claimMails(claim))
    expect(again.filter(({ order }) => order.id === hold.order_id)).toEqual([])
    const mailId = mine[0]?.id ?? ''
    const finished = await database().finishMail({ mailId, providerId: 're_1', error: null })
    expect(valueIn(finished).status).toBe('sent')
  })

  it('keeps money that is not the order’s price for a person, and issues no ticket for it', async () => {
    const hold = await held()
    await attached(hold)
    expect(valueIn(await pay(hold, { amount: '1.00' })).outcome).toBe('needs_person')
    const key = { orderId: hold.order_id, tokenHash: TOKEN_HASH }
    expect(valueIn(await database().readOrder(key)).tickets).toEqual([])
  })

  it('takes no word of a payment that names none, when there is something to pay', async () => {
    expect(codeOf(await pay(await held(), { intent: null }))).toBe('invalid_request')
  })

  it('says so when a new ticket’s id is another ticket’s, and writes nothing', async () => {
    const [first, second] = [await held(), await held()]
    const order = valueIn(await database().readOrderForFulfilment(first.order_id))
    const tickets = ticketsFor(order)
    const fulfilment = (hold: Hold) => ({
      orderId: hold.order_id,
      payment: {
        payment_intent: `pi_${hold.order_id}`,
        session: null,
        amount: hold.total_amount,
        currency: hold.currency,
        customer: null,
      },
      tickets,
      stripeEvent: null,
    })
    expect(valueIn(await database().fulfilOrder(fulfilment(first))).outcome).toBe('completed')
    expect(valueIn(await database().fulfilOrder(fulfilment(second))).outcome).toBe(
      'ticket_id_taken',
    )
    const unpaid = valueIn(await database().readOrderForFulfilment(second.order_id))
    expect(unpaid.status).toBe('pending')
  })

  it('ends an order whose pay page ended, and hears of each event once', async () => {
    const hold = await held()
    const event = {
      id: `evt_${hold.order_id}`,
      type: 'checkout.session.expired',
      object_id: null,
      created: 1_800_000_000,
    }
    const effect = { kind: 'session_expired', order_id: hold.order_id } as const
    expect(valueIn(await database().recordStripeEvent({ event, effect }))).toEqual({
      duplicate: false,
      order_id: hold.order_id,
      status: 'expired',
    })
    expect(valueIn(await database().recordStripeEvent({ event, effect }))).toMatchObject({
      duplicate: true,
      status: 'expired',
    })
  })

  it('knows nothing of an order that is not there', async () => {
    const orderId = crypto.randomUUID()
    const answers = await Promise.all([
      database().releaseHold({ orderId, status: 'expired' }),
      database().readOrderForFulfilment(orderId),
      database().readOrder({ orderId, tokenHash: TOKEN_HASH }),
    ])
    expect(answers.map(codeOf)).toEqual(['order_not_found', 'order_not_found', 'order_not_found'])
    const effect = { kind: 'session_expired', order_id: orderId } as const
    const event = { id: `evt_${orderId}`, type: 'x', object_id: null, created: 1 }
    expect(valueIn(await database().recordStripeEvent({ event, effect }))).toEqual({
      duplicate: false,
      order_id: null,
      status: 'unknown',
    })
  })

  it('gives as many tokens as a bucket holds, and says how long to wait for the next', async () => {
    serial += 1
    const limit = { bucket: 'port', key: `key-${serial}`, capacity: 2, refillPerMinute: 1 }
    const tokens = []
    for (let asked = 0; asked < 3; asked += 1) {
      tokens.push(valueIn(await database().takeRateToken(limit)))
    }
    expect(tokens.map(({ allowed }) => allowed)).toEqual([true, true, false])
    expect(tokens[2]?.retry_after_seconds).toBeGreaterThan(0)
  })

  it('pairs no phone with a code that nobody made', async () => {
    const paired = await database().pairDevice({ code: '00000000', deviceName: '' })
    expect(codeOf(paired)).toBe('pairing_code_invalid')
  })
}
