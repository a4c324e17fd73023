// Selling at the door and its drawer, wired to the door.
import { useState } from 'react'
import { drawerOf } from '#features/sell/drawer.ts'
import { DrawerPanel } from '#features/sell/drawer-panel.tsx'
import { SellPanel } from '#features/sell/sell-panel.tsx'
import type { Sold } from '#features/sell/sell-tickets.ts'
import { SoldPanel } from '#features/sell/sold-panel.tsx'
import { theDoor } from './door.ts'
import { useSnapshot } from './use-door.ts'

export function DoorSell() {
  const door = theDoor()
  const { event, gate } = useSnapshot()
  const [sold, setSold] = useState<Sold>()
  if (!event?.door) return null
  const { currency, types } = event.door
  if (sold) {
    return (
      <SoldPanel
        currency={currency}
        key={sold.actId}
        onNext={() => setSold(undefined)}
        sold={sold}
        takeBack={door.sales.takeBack}
      />
    )
  }
  const admits = gate?.admits ?? null
  return (
    <SellPanel
      carried={(code) => door.stock.unsold(event.id, code).length}
      currency={currency}
      onSold={setSold}
      sell={door.sales.sell}
      types={types.filter(({ code }) => admits === null || admits.includes(code))}
    />
  )
}

export function DoorDrawer() {
  const door = theDoor()
  // Looks again whenever something was kept.
  const { event } = useSnapshot()
  if (!event?.door) return null
  return (
    <DrawerPanel
      currency={event.door.currency}
      drawer={drawerOf(door.store.actsOf(event.id))}
      onCount={door.sales.countDrawer}
    />
  )
}
