// The way to orders that this phone has opened, one tap away from every page.
import { Ticket } from 'lucide-react'
import { m } from '#messages'
import { listKeptOrders } from '#shared/orders/kept-orders.ts'
import { useAddress } from '#shared/routing/address.ts'
import { Link } from '#shared/ui/link.tsx'

export function KeptTicketsLink() {
  const { pathname } = useAddress()
  const soonest = listKeptOrders(localStorage, Date.now())[0]
  const to = soonest && `/orders/${soonest.view.order.id}`
  if (!soonest || to === pathname) return null
  return (
    <Link
      to={`${to}#${soonest.token}`}
      className="flex min-h-11 items-center gap-1.5 rounded-control px-2 font-semibold whitespace-nowrap hover:bg-raised sm:px-3"
    >
      <Ticket aria-hidden className="size-5 text-agave max-[26rem]:hidden" />
      {m.my_tickets()}
    </Link>
  )
}
