// The club's mark and name, small, at the top of pages without a camera picture.
import { useFace } from '@maguey/ui/brand/club-face.ts'
import { ClubMark } from '@maguey/ui/brand/club-mark.tsx'

export function Wordmark() {
  const { name } = useFace()
  return (
    <p className="flex items-center gap-3" data-testid="wordmark">
      <ClubMark className="size-10 shrink-0" />
      <span className="min-w-0 break-words font-bold font-display text-xl">{name}</span>
    </p>
  )
}
