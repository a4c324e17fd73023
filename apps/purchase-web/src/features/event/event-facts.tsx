// The answers: when, where, how much, how old, and whether one may come back in.

import type { ShopEvent } from '@maguey/wire/events'
import { Tag } from 'lucide-react'
import { m } from '#messages'
import { lowestPrice } from '#shared/event/lowest-price.ts'
import { Fact, NightFacts } from '#shared/event/night-facts.tsx'
import { money } from '#shared/format/in-locale.ts'

export function EventFacts({ event }: { event: ShopEvent }) {
  const price = lowestPrice(event)
  return (
    <NightFacts night={event}>
      {price ? (
        <Fact icon={Tag} name={m.price()}>
          <b className="font-semibold">
            {Number(price) === 0
              ? m.free()
              : m.from_price({ price: money(price, event.currency, 'short') })}
          </b>
        </Fact>
      ) : null}
    </NightFacts>
  )
}
