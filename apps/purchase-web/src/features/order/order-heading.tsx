// What stands above an order without tickets: which night it is for, and its number.
import type { OrderPage } from '@maguey/wire/orders'
import { m } from '#messages'
import { NightHeading } from '#shared/event/night-heading.tsx'

export function OrderHeading({ event, number }: { event: OrderPage['event']; number: string }) {
  return <NightHeading event={event}>{m.order_number({ number })}</NightHeading>
}
