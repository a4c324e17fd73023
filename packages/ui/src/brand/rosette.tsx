// The agave rosette of the brand, in the colour of its surroundings.
import markUrl from './logo.svg?url'

export function Rosette({ className = '' }: { className?: string }) {
  // As a mask, the mark takes the text colour without its path being copied here.
  return (
    <span
      aria-hidden
      className={`block bg-current ${className}`}
      style={{ mask: `url("${markUrl}") center / contain no-repeat` }}
    />
  )
}
