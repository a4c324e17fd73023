// The shape of an order that is on its way. The server draws the same (server/markup.ts), so that nothing moves.
import { m } from '#messages'

export function OrderSkeleton() {
  return (
    <div role="status" className="mx-auto max-w-md pt-4">
      <h1 className="mb-6 text-[clamp(2.8rem,11vw,5rem)] leading-[0.88]">{m.order_opening()}</h1>
      <div className="shimmer h-130 rounded-card" />
    </div>
  )
}
