// The private Realtime topic of an event. A message is only a hint: a pull returns the same and more.
import * as v from 'valibot'
import { readTicketWord, type TicketWord } from './ticket-word.ts'

export const eventTopic = (eventId: string): string => `event:${eventId}`

/**
 * `scans`: somebody was scanned. `sales`: tickets were sold, refunded or voided. Both carry the words of the tickets
 * that changed.
 */
export const SCANS_MESSAGE = 'scans'
export const SALES_MESSAGE = 'sales'
/** A manager has raised the limit of people inside: it can't wait for the next pull. */
export const LIMIT_MESSAGE = 'limit'

const limitMessage = v.object({ capacity: v.pipe(v.number(), v.integer(), v.minValue(1)) })

/** The new limit in such a message; null if this version can't read it. */
export function readLimit(payload: unknown): number | null {
  const parsed = v.safeParse(limitMessage, payload)
  return parsed.success ? parsed.output.capacity : null
}

const eventMessage = v.object({ tickets: v.array(v.array(v.unknown())) })

/** The ticket words in a message of either kind; empty if this version can't read it. */
export function readTicketWords(payload: unknown): TicketWord[] {
  const parsed = v.safeParse(eventMessage, payload)
  if (!parsed.success) return []
  return parsed.output.tickets.flatMap((row) => readTicketWord(row) ?? [])
}
