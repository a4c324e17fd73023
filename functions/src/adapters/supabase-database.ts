// The database port over Supabase: one SQL function per method.
import * as v from 'valibot'
import type { Log } from '../ports/clock.ts'
import type { Database, FulfilmentOutcome } from '../ports/database.ts'
import * as shapes from '../ports/database-shapes.ts'
import { failure, success } from '../problem.ts'
import { type Call, createCall, UNIQUE_VIOLATION } from './supabase-call.ts'

export function createSupabaseDatabase(options: {
  url: string
  secretKey: string
  log: Log
  fetch?: typeof fetch | undefined
}): Database {
  const call = createCall(options)
  return { ...eventCalls(call), ...saleCalls(call), ...paymentCalls(call), ...workerCalls(call) }
}

function eventCalls(call: Call) {
  return {
    listEvents: () => call('event_list', {}, v.array(v.unknown())),
    readAvailability: (event) =>
      call('event_availability', { p_event: event }, shapes.availabilitySchema),
    takeRateToken: ({ bucket, key, capacity, refillPerMinute }) =>
      call(
        'take_rate_token',
        {
          p_bucket: bucket,
          p_key: key,
          p_capacity: capacity,
          p_refill_per_minute: refillPerMinute,
        },
        shapes.rateTokenSchema,
      ),
    async pairDevice(code, deviceName) {
      const args = { p_code: code, p_device_name: deviceName }
      const answer = await call('pair_device', args, shapes.pairingSchema)
      if (!answer.ok) return answer
      return answer.value.ok ? success(deviceOf(answer.value)) : failure(answer.value.code)
    },
  } satisfies Partial<Database>
}

function saleCalls(call: Call) {
  return {
    holdTickets: (request) =>
      call(
        'hold_tickets',
        {
          p_event: request.event,
          p_lines: request.lines,
          p_customer: request.customer,
          p_client_key: request.clientKey,
          p_request_hash: request.requestHash,
          p_hold_seconds: request.holdSeconds,
        },
        shapes.holdSchema,
      ),
    attachCheckout: ({ orderId, sessionId, url, tokenHash }) =>
      call(
        'attach_checkout',
        {
          p_order_id: orderId,
          p_session_id: sessionId,
          p_checkout_url: url,
          p_token_hash: tokenHash,
        },
        v.unknown(),
      ),
    releaseHold: (orderId, status) =>
      call('release_hold', { p_order_id: orderId, p_status: status }, shapes.releaseSchema),
    readOrder: (orderId, tokenHash) =>
      call('order_view', { p_order_id: orderId, p_token_hash: tokenHash }, shapes.orderViewSchema),
  } satisfies Partial<Database>
}

function paymentCalls(call: Call) {
  return {
    readOrderForFulfilment: (orderId) =>
      call('order_for_fulfilment', { p_order_id: orderId }, shapes.fulfilmentOrderSchema),
    fulfilOrder: ({ orderId, payment, tickets, stripeEvent }) =>
      call(
        'fulfil_order',
        {
          p_order_id: orderId,
          p_payment: payment,
          p_tickets: tickets,
          p_stripe_event: stripeEvent,
        },
        shapes.fulfilmentSchema as v.GenericSchema<unknown, { outcome: FulfilmentOutcome }>,
        { expected: { code: UNIQUE_VIOLATION, answer: { outcome: 'ticket_id_taken' } } },
      ),
    recordStripeEvent: (event, effect) =>
      call('record_stripe_event', { p_event: event, p_effect: effect }, shapes.recordedEventSchema),
    listOrdersToReconcile: (limit) =>
      call('orders_to_reconcile', { p_limit: limit }, v.array(shapes.orderToReconcileSchema)),
  } satisfies Partial<Database>
}

function workerCalls(call: Call) {
  return {
    claimMails: (limit, leaseSeconds) =>
      call(
        'claim_mails',
        { p_limit: limit, p_lease_seconds: leaseSeconds },
        v.array(shapes.mailJobSchema),
      ),
    finishMail: (mailId, providerId, error) =>
      call('finish_mail', { p_id: mailId, p_provider_id: providerId, p_error: error }, v.unknown()),
    sweepHolds: (limit) => call('sweep_holds', { p_limit: limit }, v.number()),
    sweepRateBuckets: () => call('sweep_rate_buckets', {}, v.unknown()),
  } satisfies Partial<Database>
}

function deviceOf({ ok: _ok, ...device }: shapes.PairedDevice & { ok: true }): shapes.PairedDevice {
  return device
}
