// The wire of scanner_pull and its way into the phone's rows. Column names travel once, rows as bare arrays.
import * as v from 'valibot'
import type { PulledPage, PulledTicket } from '#db/apply-page.ts'

const ms = v.pipe(v.number(), v.integer())

const gateSchema = v.object({
  id: v.string(),
  name: v.string(),
  admits: v.nullable(v.array(v.string())),
})

const eventSchema = v.object({
  id: v.string(),
  name: v.string(),
  code: v.string(),
  day: v.string(),
  admits_from: ms,
  admits_until: ms,
  reentry: v.boolean(),
  unsynced: v.picklist(['admit', 'ask']),
  timezone: v.string(),
  types: v.array(v.object({ code: v.string(), name: v.string() })),
  gates: v.array(gateSchema),
})

const pageSchema = v.object({
  epoch: v.string(),
  cursor: v.string(),
  more: v.boolean(),
  server_now: ms,
  revoked: v.literal(false),
  event: eventSchema,
  keys: v.array(v.object({ kid: v.string(), public_key: v.string() })),
  total: v.number(),
  columns: v.array(v.string()),
  rows: v.array(v.array(v.unknown())),
})

const ticketSchema = v.object({
  ticket_id: v.string(),
  type: v.string(),
  guest: v.nullable(v.string()),
  status: v.picklist(['issued', 'refunded', 'void']),
  presence: v.picklist(['never', 'inside', 'left']),
  entry_scan: v.nullable(v.string()),
  entered_at: v.nullable(ms),
  entry_gate: v.nullable(v.string()),
  entry_device: v.nullable(v.string()),
})

const revokedSchema = v.object({ revoked: v.literal(true), server_now: ms })

export const pullAnswerSchema = v.variant('revoked', [pageSchema, revokedSchema])
export type PullWire = v.InferOutput<typeof pullAnswerSchema>
type PageWire = v.InferOutput<typeof pageSchema>
type TicketWire = v.InferOutput<typeof ticketSchema>

/** The entry of a ticket as the wire says it, flat, in pulls and in nudges alike. */
export function entryFrom(
  wire: Pick<TicketWire, 'entry_scan' | 'entered_at' | 'entry_gate' | 'entry_device'>,
): PulledTicket['entry'] {
  if (wire.entry_scan === null || wire.entered_at === null) return null
  return {
    scanId: wire.entry_scan,
    atMs: wire.entered_at,
    gateName: wire.entry_gate,
    deviceName: wire.entry_device,
  }
}

/** Empty for a row that this version can't read: it is skipped rather than the whole list. */
function pulledTicket(columns: readonly string[], row: readonly unknown[]): PulledTicket[] {
  const record = Object.fromEntries(columns.map((column, index) => [column, row[index]]))
  const parsed = v.safeParse(ticketSchema, record)
  if (!parsed.success) return []
  const { ticket_id, type, guest, status, presence } = parsed.output
  return [
    {
      ticketId: ticket_id,
      typeCode: type,
      guestName: guest,
      status,
      presence,
      entry: entryFrom(parsed.output),
    },
  ]
}

export function pulledPage(wire: PageWire): PulledPage {
  const { event } = wire
  return {
    epoch: wire.epoch,
    cursor: wire.cursor,
    more: wire.more,
    total: wire.total,
    event: {
      id: event.id,
      name: event.name,
      code: event.code,
      day: event.day,
      timeZone: event.timezone,
      admitsFromMs: event.admits_from,
      admitsUntilMs: event.admits_until,
      reentry: event.reentry,
      unsynced: event.unsynced,
      types: event.types,
      gates: event.gates,
      keys: wire.keys.map(({ kid, public_key }) => ({ kid, publicKey: public_key })),
    },
    tickets: wire.rows.flatMap((row) => pulledTicket(wire.columns, row)),
  }
}
