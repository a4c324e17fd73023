// The club's logo, or the rosette of a club that has none.
import { useFace } from './club-face.ts'
import { Rosette } from './rosette.tsx'

export function ClubMark({ className = '' }: { className?: string }) {
  const { logo } = useFace()
  return logo === null ? (
    <Rosette className={`text-agave ${className}`} />
  ) : (
    // Its name stands beside it.
    <img alt="" className={`rounded-md object-contain ${className}`} src={logo} />
  )
}
