// A boxed message: what happened, what is safe, what to do.
import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'

type NoticeProps = {
  icon: LucideIcon
  title: string
  children?: ReactNode
  actions?: ReactNode
  /** `alert` interrupts a screen reader, `status` waits its turn. */
  role?: 'alert' | 'status' | undefined
  tone?: 'plain' | 'trouble'
  testId?: string
  /** `h1` where the notice is all that the page says. */
  heading?: 'h1' | 'h2'
}

export function Notice({
  icon: Icon,
  title,
  children,
  actions,
  role,
  tone = 'plain',
  testId,
  heading: Heading = 'h2',
}: NoticeProps) {
  return (
    <section
      role={role}
      data-testid={testId}
      className={`rise rounded-card border bg-surface p-5 ${tone === 'trouble' ? 'border-error' : 'border-line'}`}
    >
      <div className="flex gap-3.5">
        <Icon
          aria-hidden
          className={`mt-0.5 size-6 shrink-0 ${tone === 'trouble' ? 'text-error' : 'text-agave'}`}
        />
        <div className="min-w-0">
          <Heading className="text-xl leading-tight">{title}</Heading>
          <div className="mt-1.5 text-ink-soft">{children}</div>
        </div>
      </div>
      {actions ? <div className="mt-4 flex flex-wrap gap-2.5">{actions}</div> : null}
    </section>
  )
}
