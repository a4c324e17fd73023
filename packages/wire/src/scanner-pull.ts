// scanner_pull: everything that a phone must know about an event, from any point on.
import * as v from 'valibot'
import { sqlFunction } from './sql-function.ts'
import { amount, count, ms } from './values.ts'

export const gateSchema = v.object({
  id: v.string(),
  name: v.string(),
  /** Type codes; null admits all. */
  admits: v.nullable(v.array(v.string())),
})
export type Gate = v.InferOutput<typeof gateSchema>

const eventSchema = v.object({
  id: v.string(),
  name: v.string(),
  code: v.string(),
  /** YYYYMMDD, the venue's. */
  day: v.string(),
  admits_from: ms,
  admits_until: ms,
  reentry: v.boolean(),
  unsynced: v.picklist(['admit', 'ask']),
  timezone: v.string(),
  types: v.array(v.object({ code: v.string(), name: v.string() })),
  gates: v.array(gateSchema),
  /** Changes with the house's ban list, see scanner_bans; null while there has been none. Absent from an earlier release. */
  bans_mark: v.optional(v.nullable(v.string())),
  /** With what the phone checks ages, where the night has one; absent from an earlier release. */
  min_age: v.optional(v.nullable(count)),
  id_check: v.optional(v.picklist(['off', 'eye', 'licence'])),
  /** People inside as far as the server has heard, and the legal limit; absent from a server of an earlier release. */
  /** What this phone may sell at the door; null: nothing. Absent from a server of an earlier release. */
  door: v.optional(
    v.nullable(
      v.object({
        currency: v.string(),
        types: v.array(
          v.object({ code: v.string(), name: v.string(), price: amount, stock: count }),
        ),
        /** Another one: this phone's stock was changed. */
        mark: v.string(),
      }),
    ),
  ),
  crowd: v.optional(v.object({ people: v.pipe(v.number(), v.integer()), capacity: count })),
})

/** Who may overrule at the door, and PBKDF2-SHA256 of their PIN: salt and hash are base64url. */
const managerSchema = v.object({
  id: v.string(),
  name: v.string(),
  salt: v.string(),
  hash: v.string(),
  iterations: count,
})

const pageSchema = v.object({
  revoked: v.literal(false),
  epoch: v.string(),
  cursor: v.string(),
  more: v.boolean(),
  server_now: ms,
  /** Once the last page is in, the list holds everything committed up to this instant of the server's clock. */
  horizon_ms: ms,
  event: eventSchema,
  keys: v.array(v.object({ kid: v.string(), public_key: v.string() })),
  /** Absent from a server of an earlier release. */
  managers: v.optional(v.array(managerSchema)),
  /** How many tickets a phone must have after the last page. Nudges may have given it more. */
  total: count,
  columns: v.array(v.string()),
  /** See `readTicketWord`: each row is read by itself, so that one bad row doesn't cost the list. */
  rows: v.array(v.custom<readonly unknown[]>(Array.isArray)),
})
export type PulledPageWire = v.InferOutput<typeof pageSchema>

const revokedSchema = v.object({ revoked: v.literal(true), server_now: ms })

/** What a phone reports about itself with each pull. */
export type PhoneReportWire = {
  queue_length: number
  list_age_ms: number | null
  gate_id: string | null
  clock_offset_ms: number | null
  /** From 0 to 1. */
  battery: number | null
  app_version: string
}

export type PullRequestWire = {
  eventId: string
  /** Null starts from the beginning. */
  cursor: string | null
  limit: number
  report: PhoneReportWire
}

/** Refusals: `not_a_device`, `event_not_allowed`. A revoked phone is told so and gets nothing else. */
export const scannerPull = sqlFunction({
  name: 'scanner_pull',
  args: ({ eventId, cursor, limit, report }: PullRequestWire) => ({
    p_event_id: eventId,
    p_cursor: cursor,
    p_limit: limit,
    p_report: report,
  }),
  answer: v.variant('revoked', [pageSchema, revokedSchema]),
})
