// A calm full-page wait, for code that is still on its way.
import { LoaderCircle } from 'lucide-react'
import { m } from '#messages'

export function Loading() {
  return (
    <div className="grid h-dvh place-items-center text-ink-soft" role="status">
      <LoaderCircle aria-hidden className="size-8 animate-spin" />
      <span className="sr-only">{m.common_loading()}</span>
    </div>
  )
}
