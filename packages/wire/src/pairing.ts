// Pairing: a manager makes a code, and a phone exchanges it for a sign-in of its own.
import * as v from 'valibot'
import type { Endpoint } from './endpoint.ts'
import { sqlFunction } from './sql-function.ts'
import { momentMs, nullableText } from './values.ts'

const pairingCodeSchema = v.object({
  /** Eight Crockford characters. */
  code: v.string(),
  expires_at: momentMs,
  device_name: v.string(),
})
export type Pairing = v.InferOutput<typeof pairingCodeSchema>

export const createPairingCode = sqlFunction({
  name: 'create_pairing_code',
  args: (code: { eventIds: string[]; gateId: string | null; deviceName: string }) => ({
    p_event_ids: code.eventIds,
    p_gate_id: code.gateId,
    p_device_name: code.deviceName,
  }),
  answer: pairingCodeSchema,
})

const pairedDevice = {
  device_id: v.string(),
  email: v.string(),
  password: v.string(),
  device_name: v.string(),
  event_ids: v.array(v.string()),
  gate_id: nullableText,
}

export const pairedDeviceSchema = v.object(pairedDevice)
export type PairedDevice = v.InferOutput<typeof pairedDeviceSchema>

/** A code that doesn't pair is an answer and not an error, so that SQL's count of attempts isn't rolled back. */
export const pairDevice = sqlFunction({
  name: 'pair_device',
  args: ({ code, deviceName }: { code: string; deviceName: string }) => ({
    p_code: code,
    p_device_name: deviceName,
  }),
  answer: v.variant('ok', [
    v.object({ ok: v.literal(true), ...pairedDevice }),
    v.object({
      ok: v.literal(false),
      code: v.picklist(['pairing_code_invalid', 'pairing_code_used', 'pairing_code_expired']),
    }),
  ]),
})

/** `code` as people type it: any case, spaces and dashes, O for 0, I or L for 1. */
export type PairRequest = { code: string; device_name?: string }

export const pairPhone: Endpoint<'/devices/pair', typeof pairedDeviceSchema, PairRequest> = {
  method: 'POST',
  path: '/devices/pair',
  answer: pairedDeviceSchema,
}
