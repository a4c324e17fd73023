// The head of a page: its title, its purpose in a sentence, and its one action.
import type { ReactNode } from 'react'

type PageHeadProps = { title: string; lead: string; action?: ReactNode }

export function PageHead({ title, lead, action }: PageHeadProps) {
  return (
    <header className="flex flex-wrap items-center justify-between gap-4">
      <title>{title}</title>
      <div className="min-w-0 max-w-2xl flex-1 basis-72">
        <h1 className="font-bold text-3xl">{title}</h1>
        <p className="text-ink-soft">{lead}</p>
      </div>
      {action}
    </header>
  )
}

/** Placeholder rows while a list loads. */
export function RowsSkeleton() {
  return (
    <div aria-hidden className="flex flex-col gap-3">
      {['a', 'b', 'c'].map((row) => (
        <div className="h-20 animate-pulse rounded-card bg-surface" key={row} />
      ))}
    </div>
  )
}
