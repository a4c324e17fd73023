// event_live: the night as it stands, for managers. Times are Unix milliseconds.
import * as v from 'valibot'
import { phoneSchema } from './event-phones.ts'
import { sqlFunction } from './sql-function.ts'
import { count, ms, nullableText } from './values.ts'

const doorSchema = v.object({
  scan_id: v.string(),
  at: ms,
  gate: nullableText,
  device: nullableText,
})
export type LiveDoor = v.InferOutput<typeof doorSchema>

const doubleEntrySchema = v.object({
  ticket_id: v.string(),
  type: nullableText,
  guest: nullableText,
  first: doorSchema,
  second: doorSchema,
  /** False when the two times lie so near that nobody can say which came first. */
  certain: v.boolean(),
})
export type DoubleEntry = v.InferOutput<typeof doubleEntrySchema>

const refusalSchema = v.object({
  at: ms,
  /** A verdict's code; one of a newer door is shown as it is. */
  verdict: v.string(),
  gate: nullableText,
  device: nullableText,
  ticket_id: nullableText,
})
export type Refusal = v.InferOutput<typeof refusalSchema>

const liveSchema = v.object({
  server_now: ms,
  inside: v.pipe(v.number(), v.integer()),
  admitted: count,
  exited: count,
  sold: count,
  capacity: count,
  unheard_phones: count,
  /** When the phone that is silent longest was last heard. */
  unheard_since_ms: v.nullable(ms),
  by_type: v.array(v.object({ code: v.string(), name: v.string(), sold: count, admitted: count })),
  by_gate: v.array(v.object({ id: v.string(), name: v.string(), admitted: count })),
  per_minute: v.array(v.object({ minute: ms, admitted: count })),
  refusals: v.array(refusalSchema),
  double_entries: v.array(doubleEntrySchema),
  phones: v.array(phoneSchema),
})
export type Live = v.InferOutput<typeof liveSchema>

export const eventLive = sqlFunction({
  name: 'event_live',
  args: (eventId: string) => ({ p_event_id: eventId }),
  answer: liveSchema,
})
