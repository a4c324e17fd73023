// The shape of an event page while it loads.
import { m } from '#messages'

export function EventSkeleton() {
  return (
    <div
      role="status"
      className="mx-auto grid max-w-6xl gap-x-12 sm:px-8 lg:grid-cols-[minmax(0,5fr)_minmax(0,6fr)]"
    >
      <h1 className="sr-only">{m.loading()}</h1>
      <div className="shimmer aspect-[4/3] sm:rounded-card lg:aspect-[4/5]" />
      <div className="px-4 sm:px-0 lg:pt-4">
        <div className="shimmer -mt-6 mb-6 h-14 w-4/5 lg:mt-0" />
        <div className="mb-8 grid grid-cols-2 gap-4">
          <div className="shimmer h-14" />
          <div className="shimmer h-14" />
          <div className="shimmer h-14" />
          <div className="shimmer h-14" />
        </div>
        <PanelSkeleton />
      </div>
    </div>
  )
}

export const PanelSkeleton = () => (
  <div className="mt-8 space-y-3">
    <div className="shimmer mb-4 h-8 w-1/2" />
    <div className="shimmer h-26 rounded-card" />
    <div className="shimmer h-26 rounded-card" />
  </div>
)
