// One block of the live page: a heading and its content.
import { type ReactNode, useId } from 'react'

type PanelProps = { title: string; aside?: ReactNode; children: ReactNode; className?: string }

export function Panel({ title, aside, children, className = '' }: PanelProps) {
  const id = useId()
  return (
    <section
      aria-labelledby={id}
      className={`rounded-card border border-line bg-surface p-4 sm:p-5 ${className}`}
    >
      <header className="mb-3 flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
        <h2 className="font-bold text-lg" id={id}>
          {title}
        </h2>
        {aside}
      </header>
      {children}
    </section>
  )
}

export function EmptyLine({ children }: { children: ReactNode }) {
  return <p className="text-ink-soft">{children}</p>
}
