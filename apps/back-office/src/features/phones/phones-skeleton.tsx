// The phones page's placeholder while its list loads.
import { m } from '#messages'

export function PhonesSkeleton() {
  return (
    <div aria-busy="true" role="status">
      <span className="sr-only">{m.loading()}</span>
      <div className="grid animate-pulse gap-4 sm:grid-cols-2 lg:grid-cols-3">
        <div className="h-64 rounded-card bg-surface" />
        <div className="h-64 rounded-card bg-surface" />
        <div className="h-64 rounded-card bg-surface" />
      </div>
    </div>
  )
}
