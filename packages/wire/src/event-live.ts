// event_live: the current state of a night, for managers. Times are Unix milliseconds.
import * as v from 'valibot'
import { doorTakings } from './door-sales.ts'
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
  /** False when the two times are too close to tell which came first. */
  certain: v.boolean(),
  /** A manager's note on it; null while nobody has looked into it. */
  noted: v.nullable(v.object({ at: ms, by: nullableText, note: v.string() })),
})
export type DoubleEntry = v.InferOutput<typeof doubleEntrySchema>

const refusalSchema = v.object({
  at: ms,
  /** A verdict's code, or the cause of a refusal by hand; an unknown one, from a newer door app, is shown as it is. */
  verdict: v.string(),
  /** The doorman's own; absent from a server of an earlier release. */
  words: v.optional(v.string()),
  gate: nullableText,
  device: nullableText,
  ticket_id: nullableText,
})
export type Refusal = v.InferOutput<typeof refusalSchema>

const decisionSchema = v.object({
  scan_id: v.string(),
  at: ms,
  /** A newer door app may decide more. */
  kind: v.string(),
  ticket_id: nullableText,
  /** The verdict that was answered, overruled or taken back; null while that scan hasn't arrived. */
  about: nullableText,
  reason: nullableText,
  /** The manager whose PIN it was. */
  by: nullableText,
  /** False: whoever that was may not overrule. */
  allowed: v.boolean(),
  undone: v.boolean(),
  gate: nullableText,
  device: nullableText,
})
export type DoorDecision = v.InferOutput<typeof decisionSchema>

const refusalCauseSchema = v.object({
  verdict: v.string(),
  total: count,
  /** In the last ten minutes, and in the ten before those. */
  recent: count,
  before: count,
})
export type RefusalCause = v.InferOutput<typeof refusalCauseSchema>

const arrivalsSchema = v.object({
  minute: ms,
  /** Everybody who came in: first entries, double entries, guest lists and heads counted by hand. */
  admitted: count,
  /** How many of each ticket type, by its code; types without any are left out. */
  types: v.record(v.string(), count),
  /** How many of no type of this night's: `hand`, `list`, or `other` (a ticket that is unknown or another night's). Absent from a server of an earlier release. */
  others: v.optional(v.record(v.string(), count), {}),
  /** How many at each gate, by its id; '' is an entry without a gate. */
  gates: v.record(v.string(), count),
})
export type ArrivalsOfMinute = v.InferOutput<typeof arrivalsSchema>

const liveSchema = v.object({
  server_now: ms,
  /** Tickets whose guest is inside. */
  inside: v.pipe(v.number(), v.integer()),
  /** Everyone: ticket holders, people who were let in on a ticket that was already used, unknown or another night's, guest lists, and those counted by hand. */
  people_inside: v.pipe(v.number(), v.integer()),
  admitted: count,
  exited: count,
  sold: count,
  /** How many people may be inside: the house's limit, or what a manager raised it to tonight. */
  capacity: count,
  house_limit: count,
  /** People counted in and out by hand. */
  by_hand: v.object({ came: count, left: count }),
  /** People who came in on guest lists, and how many more are inside than tickets; absent from a server of an earlier release. */
  by_lists: v.optional(count, 0),
  beyond_tickets: v.optional(count, 0),
  /** Sold at the door; absent from a server of an earlier release. */
  door: v.optional(v.object({ ...doorTakings, currency: v.string(), sells: v.boolean() })),
  unheard_phones: count,
  /** When the phone that has been silent longest was last heard from. */
  unheard_since_ms: v.nullable(ms),
  by_type: v.array(v.object({ code: v.string(), name: v.string(), sold: count, admitted: count })),
  by_gate: v.array(v.object({ id: v.string(), name: v.string(), admitted: count })),
  per_minute: v.array(arrivalsSchema),
  refusals: v.array(refusalSchema),
  refusal_causes: v.array(refusalCauseSchema),
  double_entries: v.array(doubleEntrySchema),
  /** Absent from a server of an earlier release. */
  decisions: v.optional(v.array(decisionSchema)),
  phones: v.array(phoneSchema),
})
export type Live = v.InferOutput<typeof liveSchema>

export const eventLive = sqlFunction({
  name: 'event_live',
  args: (eventId: string) => ({ p_event_id: eventId }),
  answer: liveSchema,
})

export const acknowledgeDoubleEntry = sqlFunction({
  name: 'acknowledge_double_entry',
  args: ({ scanId, note }: { scanId: string; note: string }) => ({
    p_scan_id: scanId,
    p_note: note,
  }),
  answer: v.nullish(v.unknown()),
})

/** How many people may be inside tonight; the house's own limit takes a raise back. Refusals: `invalid_request` (below that). */
export const raiseLimit = sqlFunction({
  name: 'raise_limit',
  args: ({ eventId, people }: { eventId: string; people: number }) => ({
    p_event_id: eventId,
    p_people: people,
  }),
  answer: v.object({ capacity: count }),
})
