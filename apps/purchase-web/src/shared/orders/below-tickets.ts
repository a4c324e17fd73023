// What the app puts below an order's tickets: features don't know one another.
import type { OrderPage } from '@maguey/wire/orders'
import { type ComponentType, createContext } from 'react'

export type BelowTicketsProps = {
  view: OrderPage
  token: string
  /** Asks for the order again: the same function for as long as the order is the same. */
  refresh: () => void
}

export const BelowTickets = createContext<ComponentType<BelowTicketsProps> | null>(null)
