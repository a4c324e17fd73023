// A calm full-page wait, for code that is still on its way.
import { LoaderCircle } from 'lucide-react'
import { uiWords } from './words.ts'

export function Loading() {
  return (
    <div className="grid h-dvh place-items-center text-ink-soft" role="status">
      <LoaderCircle aria-hidden className="size-8 animate-spin" />
      <span className="sr-only">{uiWords().loading}</span>
    </div>
  )
}
