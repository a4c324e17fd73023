// The shape of the nights while they load.
import { m } from '#messages'

export function NightsSkeleton() {
  return (
    <div role="status" className="grid gap-6 sm:grid-cols-2 lg:grid-cols-3">
      <span className="sr-only">{m.loading()}</span>
      <div className="shimmer h-112 rounded-card sm:col-span-full" />
      <div className="shimmer h-80 rounded-card" />
      <div className="shimmer h-80 rounded-card" />
    </div>
  )
}
