// The phones page's placeholder while its list loads.
import { m } from '#messages'

export function PhonesSkeleton() {
  return (
    <div aria-busy="true" role="status">
      <span className="sr-only">{m.loading()}</span>
      <div className="grid animate-pulse grid-cols-[repeat(auto-fill,minmax(min(100%,18rem),1fr))] gap-4">
        <div className="h-64 rounded-card bg-surface" />
        <div className="h-64 rounded-card bg-surface" />
        <div className="h-64 rounded-card bg-surface" />
      </div>
    </div>
  )
}
