// scanner_ticket: the word on one ticket that isn't in the phone's list.
import * as v from 'valibot'
import { sqlFunction } from './sql-function.ts'
import { ms } from './values.ts'

/** Refusals: `not_a_device`, `event_not_allowed`, `too_many_requests` (over thirty a minute). */
export const scannerTicket = sqlFunction({
  name: 'scanner_ticket',
  args: ({ eventId, ticketId }: { eventId: string; ticketId: string }) => ({
    p_event_id: eventId,
    p_ticket_id: ticketId,
  }),
  answer: v.object({
    server_now: ms,
    /** True: the phone no longer gets ticket words. */
    revoked: v.boolean(),
    /** See `readTicketWord`; null when the event has no such ticket. */
    word: v.nullable(v.array(v.unknown())),
  }),
})
