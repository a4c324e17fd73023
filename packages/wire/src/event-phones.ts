// event_phones, rename_device, revoke_device: the phones of a night, as a manager sees and changes them.
import * as v from 'valibot'
import { sqlFunction } from './sql-function.ts'
import { count, moment, ms, nullableText } from './values.ts'

export const phoneSchema = v.object({
  id: v.string(),
  name: v.string(),
  gate: nullableText,
  gate_id: nullableText,
  paired_at: ms,
  last_seen_at: v.nullable(ms),
  list_age_ms: v.nullable(ms),
  queue_length: v.nullable(count),
  /** From 0 to 1. */
  battery: v.nullable(v.number()),
  app_version: nullableText,
  clock_offset_ms: v.nullable(ms),
  revoked: v.boolean(),
})
export type Phone = v.InferOutput<typeof phoneSchema>

const phonesSchema = v.object({
  /** Ages are computed from this, not from the clock of the manager's device. */
  server_now: ms,
  phones: v.array(phoneSchema),
})
export type Phones = v.InferOutput<typeof phonesSchema>

export const eventPhones = sqlFunction({
  name: 'event_phones',
  args: (eventId: string) => ({ p_event_id: eventId }),
  answer: phonesSchema,
})

export const renameDevice = sqlFunction({
  name: 'rename_device',
  args: ({ deviceId, name }: { deviceId: string; name: string }) => ({
    p_device_id: deviceId,
    p_name: name,
  }),
  answer: v.object({ device_id: v.string(), name: v.string() }),
})

export const revokeDevice = sqlFunction({
  name: 'revoke_device',
  args: (deviceId: string) => ({ p_device_id: deviceId }),
  answer: v.object({ device_id: v.string(), revoked_at: moment }),
})
