// The way back to the list that a page came from.
import { ArrowLeft } from 'lucide-react'
import type { ReactNode } from 'react'
import { Link } from 'react-router'

export function BackLink({ to, children }: { to: string; children: ReactNode }) {
  return (
    <Link
      className="-ml-2 inline-flex min-h-11 w-fit items-center gap-2 rounded-control px-2 font-semibold text-ink-soft hover:text-ink"
      to={to}
    >
      <ArrowLeft aria-hidden className="size-5" />
      {children}
    </Link>
  )
}
