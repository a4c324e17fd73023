// The shape of a page whose script is still on its way.
import { m } from '#messages'

export function PageSkeleton() {
  return (
    <div className="mx-auto max-w-6xl px-4 sm:px-8" role="status">
      <h1 className="sr-only">{m.loading()}</h1>
      <div className="shimmer mb-6 h-12 w-3/4 max-w-lg" />
      <div className="shimmer h-80 rounded-card" />
    </div>
  )
}
