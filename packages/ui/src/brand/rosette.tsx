// The agave rosette, Maguey's mark, in the colour of the text around it.
import logo from './logo.svg?raw'

const LEAVES = / d="(?<leaves>[^"]+)"/.exec(logo)?.groups?.leaves

export function Rosette({ className }: { className?: string }) {
  return (
    <svg aria-hidden="true" className={className} fill="currentColor" viewBox="0 0 64 64">
      <path d={LEAVES} />
    </svg>
  )
}
