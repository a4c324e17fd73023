// The private Realtime topic of an event. A message is a hint: the pull says the same and more.
import * as v from 'valibot'
import { entryWord, presence } from './ticket-word.ts'

export const eventTopic = (eventId: string): string => `event:${eventId}`

/** `scans`: somebody was scanned; the payload says which tickets it changed. `sales`: tickets were sold or refunded. */
export const SCANS_MESSAGE = 'scans'
export const SALES_MESSAGE = 'sales'

const nudgedTicket = v.object({ ticket_id: v.string(), presence, ...entryWord })
export type NudgedTicketWire = v.InferOutput<typeof nudgedTicket>

const scansMessage = v.object({ tickets: v.array(nudgedTicket) })

/** Empty for a message that this version can't read. */
export function readScansMessage(payload: unknown): readonly NudgedTicketWire[] {
  const parsed = v.safeParse(scansMessage, payload)
  return parsed.success ? parsed.output.tickets : []
}
