// What happened, what is safe, and what to do: a message that stays where it belongs.
import { CircleAlert, Info, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'

type NoticeTone = 'info' | 'warning' | 'danger'

const TONES: Record<NoticeTone, { frame: string; icon: ReactNode }> = {
  info: {
    frame: 'border-line bg-raised',
    icon: <Info aria-hidden className="mt-0.5 size-5 shrink-0 text-agave" />,
  },
  warning: {
    frame: 'border-warning bg-raised',
    icon: <TriangleAlert aria-hidden className="mt-0.5 size-5 shrink-0 text-warning" />,
  },
  danger: {
    frame: 'border-verdict-red bg-verdict-red/20',
    icon: <CircleAlert aria-hidden className="mt-0.5 size-5 shrink-0 text-ink" />,
  },
}

type NoticeProps = { tone?: NoticeTone; title: string; children?: ReactNode }

export function Notice({ tone = 'info', title, children }: NoticeProps) {
  const { frame, icon } = TONES[tone]
  return (
    <div className={`flex gap-3 rounded-control border p-4 ${frame}`} role="status">
      {icon}
      <div className="min-w-0 flex-1">
        <p className="font-semibold">{title}</p>
        {children !== undefined && <div className="mt-1 text-ink-soft">{children}</div>}
      </div>
    </div>
  )
}
