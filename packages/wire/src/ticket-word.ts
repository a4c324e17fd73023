// The server's word on a ticket, as pulls, nudges and push outcomes carry it: a row of cells under column names.
import * as v from 'valibot'
import { count, ms, nullableText, ticketStatus } from './values.ts'

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
  'order_position',
  'order_size',
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

/** In the order of the columns: a list has 100,000 rows, and keyed records would take ten times as long to read. */
const ticketWordRow = v.tuple([
  v.string(),
  v.string(),
  nullableText,
  ticketStatus,
  presence,
  entryWord.entry_scan,
  entryWord.entered_at,
  entryWord.entry_gate,
  entryWord.entry_device,
  v.pipe(v.number(), v.integer()),
  v.nullable(ms),
  v.nullable(ms),
  // A server of an earlier release doesn't say.
  v.nullish(count),
  v.nullish(count),
])

type Row = v.InferOutput<typeof ticketWordRow>

export type TicketWord = {
  ticket_id: string
  type: string
  guest: string | null
  status: Row[3]
  presence: Presence
  /** The admission that spent the ticket; all null while it is unspent. */
  entry_scan: string | null
  entered_at: number | null
  entry_gate: string | null
  entry_device: string | null
  /** Rises by one with every change of the ticket: only a newer word is accepted. */
  revision: number
  /** Time of the last merged movement; null before the first. */
  moved_at: number | null
  /** How far off the entry's time may be: above a minute it is unsure, and an admission with a sure time replaces it. */
  entry_uncertainty: number | null
  /** "2 of 4" of its order; null for an order of one. */
  order_position: number | null
  order_size: number | null
}

/** Undefined for a row that this version can't read: one row is skipped, not the whole list. */
export function readTicketWord(
  row: readonly unknown[],
  columns: readonly string[] = TICKET_WORD_COLUMNS,
): TicketWord | undefined {
  const parsed = v.safeParse(ticketWordRow, inOurOrder(row, columns))
  if (!parsed.success) return undefined
  const cells = parsed.output
  return {
    ticket_id: cells[0],
    type: cells[1],
    guest: cells[2],
    status: cells[3],
    presence: cells[4],
    entry_scan: cells[5],
    entered_at: cells[6],
    entry_gate: cells[7],
    entry_device: cells[8],
    revision: cells[9],
    moved_at: cells[10],
    entry_uncertainty: cells[11],
    order_position: cells[12] ?? null,
    order_size: cells[13] ?? null,
  }
}

function inOurOrder(row: readonly unknown[], columns: readonly string[]): readonly unknown[] {
  if (TICKET_WORD_COLUMNS.every((column, index) => columns[index] === column)) return row
  return TICKET_WORD_COLUMNS.map((column) => row[columns.indexOf(column)])
}
