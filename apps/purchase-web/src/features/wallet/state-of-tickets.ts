// What one line says about the tickets of a night.
import { m } from '#messages'
import type { KeptNight } from './kept-nights.ts'

/** "2 tickets", or why there are none to show any more. */
export function stateOfTickets({ event, tickets }: Pick<KeptNight, 'event' | 'tickets'>): string {
  if (event.status === 'cancelled') return m.cancelled()
  const standing = tickets.filter(({ status }) => status === 'issued')
  if (standing.length > 0) {
    const count = m.n_tickets({ count: standing.length })
    return standing.every(({ is_used }) => is_used) ? `${count} · ${m.ticket_used()}` : count
  }
  const some = (wanted: string) => tickets.some(({ status }) => status === wanted)
  if (some('refunded')) return m.ticket_refunded()
  return some('handed') ? m.ticket_handed() : m.ticket_void()
}
