// One page of a pull in the phone's terms.
import type { EventRow, TicketWord } from './rows.ts'

export type PulledPage = {
  epoch: string
  cursor: string
  more: boolean
  /** Tickets below the horizon. */
  total: number
  /** Server time below which everything committed is vouched for; 0: nothing is. */
  horizonMs: number
  event: Omit<EventRow, 'epoch' | 'cursor' | 'complete' | 'total' | 'horizonMs'>
  tickets: TicketWord[]
}
