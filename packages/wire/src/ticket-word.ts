// The server's word on a ticket, as pulls, nudges and push outcomes carry it: a row of cells under column names.
import * as v from 'valibot'
import { ms, nullableText, ticketStatus } from './values.ts'

/** In this order where the columns don't travel with the rows. */
export const TICKET_WORD_COLUMNS = [
  'ticket_id',
  'type',
  'guest',
  'status',
  'presence',
  'entry_scan',
  'entered_at',
  'entry_gate',
  'entry_device',
  'revision',
  'moved_at',
  'entry_uncertainty',
] as const

export const presence = v.picklist(['never', 'inside', 'left'])
export type Presence = v.InferOutput<typeof presence>

/** The admission that spent the ticket, flat; all null while it is unspent. */
export const entryWord = {
  entry_scan: nullableText,
  entered_at: v.nullable(ms),
  entry_gate: nullableText,
  entry_device: nullableText,
}

const ticketWordSchema = v.object({
  ticket_id: v.string(),
  type: v.string(),
  guest: nullableText,
  status: ticketStatus,
  presence,
  ...entryWord,
  /** Rises by one with every change of the ticket: only a newer word is taken. */
  revision: v.pipe(v.number(), v.integer()),
  /** When the last merged movement was; null before the first. */
  moved_at: v.nullable(ms),
  /** How far off the entry's time may be: above a minute it is unsure, and a sure admission takes its place. */
  entry_uncertainty: v.nullable(ms),
})

export type TicketWord = v.InferOutput<typeof ticketWordSchema>

/** Undefined for a row that this version can't read: it is skipped rather than the whole list. */
export function readTicketWord(
  row: readonly unknown[],
  columns: readonly string[] = TICKET_WORD_COLUMNS,
): TicketWord | undefined {
  const record = Object.fromEntries(columns.map((column, index) => [column, row[index]]))
  const parsed = v.safeParse(ticketWordSchema, record)
  return parsed.success ? parsed.output : undefined
}
