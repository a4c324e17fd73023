// The live page's placeholder while its figures load.
import { m } from '#messages'

export function LiveSkeleton() {
  return (
    <div aria-busy="true" className="@container" role="status">
      <span className="sr-only">{m.loading()}</span>
      <div className="grid gap-6 @min-[60rem]:grid-cols-[minmax(0,1fr)_23rem] @min-[60rem]:gap-8">
        <div className="flex animate-pulse flex-col gap-5">
          <div className="h-7 w-32 rounded-control bg-raised" />
          <div className="h-40 rounded-card bg-surface sm:h-64" />
          <div className="h-10 rounded-control bg-surface" />
        </div>
        <div className="flex animate-pulse flex-col gap-5">
          <div className="h-36 rounded-card bg-surface" />
          <div className="h-36 rounded-card bg-surface" />
        </div>
      </div>
    </div>
  )
}
