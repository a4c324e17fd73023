// What event_live answers, parsed at the border. Times are epoch milliseconds.
import * as v from 'valibot'

const count = v.pipe(v.number(), v.integer(), v.minValue(0))
const instantMs = v.number()
const nullableText = v.nullish(v.string(), null)

const DoorSchema = v.object({
  scan_id: v.string(),
  at: instantMs,
  gate: nullableText,
  device: nullableText,
})

const DoubleEntrySchema = v.object({
  ticket_id: v.string(),
  type: nullableText,
  guest: nullableText,
  first: DoorSchema,
  second: DoorSchema,
})

const RefusalSchema = v.object({
  at: instantMs,
  verdict: v.string(),
  gate: nullableText,
  device: nullableText,
  ticket_id: nullableText,
})

const LivePhoneSchema = v.object({
  id: v.string(),
  name: v.string(),
  gate: nullableText,
  last_seen_at: v.nullish(instantMs, null),
  list_age_ms: v.nullish(v.number(), null),
  queue_length: v.nullish(count, null),
  battery: v.nullish(v.number(), null),
  revoked: v.boolean(),
})

export const LiveSchema = v.object({
  server_now: instantMs,
  inside: v.pipe(v.number(), v.integer()),
  admitted: count,
  exited: count,
  sold: count,
  capacity: v.nullish(count, null),
  unheard_phones: count,
  unheard_since_ms: v.nullish(v.number(), null),
  by_type: v.array(v.object({ code: v.string(), name: v.string(), sold: count, admitted: count })),
  by_gate: v.array(v.object({ id: nullableText, name: nullableText, admitted: count })),
  per_minute: v.array(v.object({ minute: instantMs, admitted: count })),
  refusals: v.array(RefusalSchema),
  double_entries: v.array(DoubleEntrySchema),
  phones: v.array(LivePhoneSchema),
})

export type Live = v.InferOutput<typeof LiveSchema>
export type LiveDoor = v.InferOutput<typeof DoorSchema>
export type DoubleEntry = v.InferOutput<typeof DoubleEntrySchema>
export type Refusal = v.InferOutput<typeof RefusalSchema>
export type LivePhone = v.InferOutput<typeof LivePhoneSchema>
