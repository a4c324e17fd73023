// What was sold at the doors of a simulated night, as the phones showed it; and the tickets that are made for them to sell.
import type { Sold } from '../../../apps/scanner-pwa/src/features/sell/sell-tickets.ts'
import { type SimNight, ticketIdFor } from './sim-night.ts'
import type { Sign } from './sim-server.ts'

export type Till = {
  /** By the id of the act. */
  sold: Map<string, { phone: string; sold: Sold }>
  /** Ids of those that were shown as taken back. */
  undone: Set<string>
  /** Seats of the door's type that the shop has sold. */
  inShop: number
  /** How many tickets were ever signed. */
  signed: number
}

export const createTill = (): Till => ({ sold: new Map(), undone: new Set(), inShop: 0, signed: 0 })

/** Far from the numbers of those that the shop sells. */
const FIRST = 5_000_000

export const signerOf =
  (till: Till, night: SimNight): Sign =>
  (wanted) =>
    wanted.flatMap(({ ticket_type_id, code, quantity }) =>
      Array.from({ length: quantity }, () => {
        till.signed += 1
        const ticket_id = ticketIdFor(night, FIRST + till.signed)
        const qr_code_data = `${ticket_id}.${code}.K1${'0'.repeat(103)}`
        return { ticket_id, ticket_type_id, qr_code_data }
      }),
    )
