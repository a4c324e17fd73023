// The agave rosette, Maguey's mark, in the colour of the text around it.
import icon from './icon.svg?raw'
import { leavesOf } from './mark.ts'

const LEAVES = leavesOf(icon)

export function Rosette({ className }: { className?: string }) {
  return (
    <svg aria-hidden="true" className={className} fill="currentColor" viewBox="0 0 64 64">
      <path d={LEAVES} />
    </svg>
  )
}
