// What a manager can ask about and do to the phones of a night: five SQL functions, answers parsed at the border.
import type { SupabaseClient } from '@supabase/supabase-js'
import * as v from 'valibot'
import { callRpc, type RpcResult } from '#shared/rpc/call-rpc.ts'

const nullableNumber = v.nullish(v.number(), null)
const nullableText = v.nullish(v.string(), null)

const PhoneSchema = v.object({
  id: v.string(),
  name: v.string(),
  gate: nullableText,
  last_seen_at: nullableNumber,
  list_age_ms: nullableNumber,
  queue_length: nullableNumber,
  battery: nullableNumber,
  app_version: nullableText,
  revoked: v.boolean(),
})

export type Phone = v.InferOutput<typeof PhoneSchema>

/** `server_now` in epoch milliseconds: what is "ago" must not depend on the clock of the manager's device. */
const PhonesSchema = v.object({ server_now: v.number(), phones: v.array(PhoneSchema) })

export type Phones = v.InferOutput<typeof PhonesSchema>

const PairingSchema = v.object({
  code: v.string(),
  expires_at: v.pipe(
    v.union([v.string(), v.number()]),
    v.transform((instant) => (typeof instant === 'number' ? instant : Date.parse(instant))),
    v.number(),
  ),
  device_name: v.string(),
})

/** `expires_at` in epoch milliseconds, by the server's clock. */
export type Pairing = v.InferOutput<typeof PairingSchema>

export type PhonesApi = {
  list: () => Promise<RpcResult<Phones>>
  pair: (name: string, gateId: string | null) => Promise<RpcResult<Pairing>>
  rename: (phoneId: string, name: string) => Promise<RpcResult<unknown>>
  revoke: (phoneId: string) => Promise<RpcResult<unknown>>
}

export function createPhonesApi(client: Pick<SupabaseClient, 'rpc'>, eventId: string): PhonesApi {
  return {
    list: () => callRpc(client, 'event_phones', { p_event_id: eventId }, PhonesSchema),
    pair: (name, gateId) =>
      callRpc(
        client,
        'create_pairing_code',
        { p_event_ids: [eventId], p_gate_id: gateId, p_device_name: name },
        PairingSchema,
      ),
    rename: (phoneId, name) =>
      callRpc(client, 'rename_device', { p_device_id: phoneId, p_name: name }, v.unknown()),
    revoke: (phoneId) => callRpc(client, 'revoke_device', { p_device_id: phoneId }, v.unknown()),
  }
}
