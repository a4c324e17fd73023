// The database port over Supabase's `rpc`, with the secret key.
import { createClient } from '@supabase/supabase-js'
import * as v from 'valibot'
import type { Log } from '../ports/clock.ts'
import type { Database } from '../ports/database.ts'
import * as shapes from '../ports/database-shapes.ts'
import { failure, type Result, success } from '../problem.ts'
import { problemOfDatabase } from './database-problem.ts'

const UNIQUE_VIOLATION = '23505'
const TIMEOUT_MS = 15_000

type Rpc = (name: string, args: object) => Promise<Answer>
type Answer = { data: unknown; error: { code: string; message: string; details: string } | null }

export function createSupabaseDatabase(options: {
  url: string
  secretKey: string
  log: Log
}): Database {
  const { log } = options
  const rpc = createRpc(options)

  async function call<Schema extends v.GenericSchema<unknown, unknown>>(
    name: string,
    args: object,
    schema: Schema,
  ): Promise<Result<v.InferOutput<Schema>>> {
    return read(name, await rpc(name, args), schema)
  }

  function read<Schema extends v.GenericSchema<unknown, unknown>>(
    name: string,
    answer: Answer,
    schema: Schema,
  ): Result<v.InferOutput<Schema>> {
    if (answer.error !== null)
      return { ok: false, problem: problemOfDatabase(name, answer.error, log) }
    const parsed = v.safeParse(schema, answer.data)
    if (parsed.success) return success(parsed.output)
    const paths = parsed.issues.map((issue) => v.getDotPath(issue) ?? '').join(' ')
    log({ level: 'error', event: 'database_shape', rpc: name, paths })
    return failure('internal')
  }

  return {
    listEvents: () => call('event_list', {}, v.array(v.unknown())),
    readAvailability: (event) =>
      call('event_availability', { p_event: event }, shapes.availabilitySchema),
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
    readOrderForFulfilment: (orderId) =>
      call('order_for_fulfilment', { p_order_id: orderId }, shapes.fulfilmentOrderSchema),
    async fulfilOrder({ orderId, payment, tickets, stripeEvent }) {
      const answer = await rpc('fulfil_order', {
        p_order_id: orderId,
        p_payment: payment,
        p_tickets: tickets,
        p_stripe_event: stripeEvent,
      })
      if (answer.error?.code === UNIQUE_VIOLATION)
        return success({ outcome: 'ticket_id_taken' as const })
      return read('fulfil_order', answer, shapes.fulfilmentSchema)
    },
    recordStripeEvent: (event, effect) =>
      call('record_stripe_event', { p_event: event, p_effect: effect }, shapes.recordedEventSchema),
    readOrder: (orderId, tokenHash) =>
      call('order_view', { p_order_id: orderId, p_token_hash: tokenHash }, shapes.orderViewSchema),
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
    claimMails: (limit, leaseSeconds) =>
      call(
        'claim_mails',
        { p_limit: limit, p_lease_seconds: leaseSeconds },
        v.array(shapes.mailJobSchema),
      ),
    finishMail: (mailId, providerId, error) =>
      call('finish_mail', { p_id: mailId, p_provider_id: providerId, p_error: error }, v.unknown()),
    sweepHolds: (limit) => call('sweep_holds', { p_limit: limit }, v.number()),
    listOrdersToReconcile: (limit) =>
      call('orders_to_reconcile', { p_limit: limit }, v.array(shapes.orderToReconcileSchema)),
    async pairDevice(code, deviceName) {
      const answer = await call(
        'pair_device',
        { p_code: code, p_device_name: deviceName },
        shapes.pairingSchema,
      )
      if (!answer.ok) return answer
      const { ok, ...rest } = answer.value
      return ok
        ? success(rest as shapes.PairedDevice)
        : failure((answer.value as { code: 'pairing_code_invalid' }).code)
    },
  }
}

/** supabase-js asks for a WebSocket at construction, and Node 20 has none; the functions never open one. */
class NoSocket {
  constructor() {
    throw new Error('the functions open no socket')
  }
}

function createRpc({ url, secretKey }: { url: string; secretKey: string }): Rpc {
  const client = createClient(url, secretKey, {
    auth: { persistSession: false, autoRefreshToken: false, detectSessionInUrl: false },
    realtime: { transport: NoSocket as never },
    global: {
      fetch: (input, init) => fetch(input, { ...init, signal: AbortSignal.timeout(TIMEOUT_MS) }),
    },
  })
  return async (name, args) => {
    const { data, error } = await client.rpc(name, args)
    return { data, error }
  }
}
