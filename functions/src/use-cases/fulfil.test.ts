// Payment to tickets: signed, unique, once; or refunded and said.
import { ed25519Noble } from '@maguey/ticket-core/ed25519-noble'
import { parseQrText, verifyQrText } from '@maguey/ticket-core/qr-text'
import type { FulfilmentRequest } from '@maguey/wire/fulfilment'
import { describe, expect, it } from 'vitest'
import {
  createTestDependencies,
  SIGNING_SEED,
  type TestDependencies,
} from '../testing/test-dependencies.ts'
import { createCheckout } from './create-checkout.ts'
import { fulfil } from './fulfil.ts'

const payment = {
  payment_intent: 'pi_1',
  session: 'cs_test_1',
  amount: '100.00',
  currency: 'usd',
  customer: 'cus_1',
}

async function orderedTwo(deps: TestDependencies): Promise<string> {
  const checkout = await createCheckout(deps, {
    event: 'perreo-fridays-20261127',
    items: [{ ticket_type: 'VIP', quantity: 2 }],
    customer: { email: 'ana@example.com', name: 'Ana' },
    locale: 'en',
    client_key: 'aaaaaaaaaaaaaaaa000000000001',
  })
  if (!checkout.ok) throw new Error('no checkout')
  return checkout.value.order_id
}

function requestsOf(deps: TestDependencies): FulfilmentRequest[] {
  return deps.database.calls
    .filter(({ name }) => name === 'fulfilOrder')
    .map(({ argument }) => argument as FulfilmentRequest)
}

describe('fulfil', () => {
  it('makes one ticket per seat whose QR text the venue’s key verifies', async () => {
    const deps = createTestDependencies()
    const orderId = await orderedTwo(deps)
    expect(await fulfil(deps, { orderId, payment, stripeEvent: null })).toEqual({
      ok: true,
      value: { outcome: 'completed' },
    })
    const tickets = deps.database.orders.get(orderId)?.tickets ?? []
    expect(new Set(tickets.map(({ ticket_id }) => ticket_id)).size).toBe(2)
    const publicKey = await ed25519Noble.publicKeyOf(SIGNING_SEED)
    for (const { ticket_id, qr_code_data } of tickets) {
      const parsed = parseQrText(qr_code_data)
      if (parsed.kind !== 'signed') throw new Error('not signed')
      expect([parsed.ticketId, parsed.eventCode, parsed.eventDay, parsed.typeCode]).toEqual([
        ticket_id,
        'PF',
        '20261127',
        'VIP',
      ])
      expect(await verifyQrText(parsed, [{ kid: 'K1', publicKey }], ed25519Noble)).toBe('valid')
    }
  })

  it('hands the amount over as the database keeps it', async () => {
    const deps = createTestDependencies()
    const orderId = await orderedTwo(deps)
    const stripeEvent = {
      id: 'evt_1',
      type: 'payment_intent.succeeded',
      object_id: 'pi_1',
      created: 1,
    }
    await fulfil(deps, { orderId, payment, stripeEvent })
    expect(requestsOf(deps)[0]).toMatchObject({
      payment: {
        payment_intent: 'pi_1',
        session: 'cs_test_1',
        amount: '100.00',
        currency: 'usd',
        customer: 'cus_1',
      },
      stripeEvent,
    })
  })

  it('makes new ids when one is taken', async () => {
    const deps = createTestDependencies()
    const orderId = await orderedTwo(deps)
    deps.database.nextOutcomes.push('ticket_id_taken', 'ticket_id_taken')
    expect(await fulfil(deps, { orderId, payment, stripeEvent: null })).toMatchObject({ ok: true })
    const ids = requestsOf(deps).flatMap(({ tickets }) => tickets.map(({ ticket_id }) => ticket_id))
    expect(ids).toHaveLength(6)
    expect(new Set(ids).size).toBe(6)
  })

  it('gives up on a random source that only repeats itself', async () => {
    const deps = createTestDependencies()
    const orderId = await orderedTwo(deps)
    deps.database.nextOutcomes.push(...Array.from({ length: 9 }, () => 'ticket_id_taken' as const))
    expect(await fulfil(deps, { orderId, payment, stripeEvent: null })).toEqual({
      ok: false,
      problem: { code: 'internal' },
    })
  })

  it.each(['refund_pending', 'needs_person'] as const)(
    'passes on that the payment bought nothing, and logs it: %s',
    async (outcome) => {
      const deps = createTestDependencies()
      const orderId = await orderedTwo(deps)
      deps.database.nextOutcomes.push(outcome)
      expect(await fulfil(deps, { orderId, payment, stripeEvent: null })).toEqual({
        ok: true,
        value: { outcome },
      })
      expect(deps.logged).toMatchObject([{ event: 'payment_without_tickets', outcome }])
    },
  )
})
