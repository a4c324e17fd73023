// Says what went wrong with a call, what is safe, and offers the next step.

import type { Failure } from '@maguey/wire/failure'
import { type LucideIcon, TriangleAlert, WifiOff } from 'lucide-react'
import type { ReactNode } from 'react'
import { m } from '#messages'
import { Notice } from './notice.tsx'

type ProblemText = { icon: LucideIcon; title: string; body: string }

function explain(problem: Failure, harmless: string | undefined): ProblemText {
  const safe = harmless ?? m.problem_load_body()
  switch (problem.kind) {
    case 'offline':
      return { icon: WifiOff, title: m.problem_offline_title(), body: offlineBody(harmless) }
    case 'unreachable':
      return { icon: WifiOff, title: m.problem_unreachable_title(), body: safe }
    case 'signed_out':
    case 'forbidden':
    case 'server_error':
    case 'malformed':
      return { icon: TriangleAlert, title: m.problem_server_title(), body: safe }
    case 'busy':
      return busy(problem.retryAfterSeconds)
    case 'refused':
      if (problem.status === 429) return busy(problem.retryAfterSeconds)
      return problem.status >= 500
        ? { icon: TriangleAlert, title: m.problem_server_title(), body: safe }
        : { icon: TriangleAlert, title: m.problem_refused_title(), body: problem.message }
  }
}

/** A page that only shows something has no charges to speak of. */
const offlineBody = (harmless: string | undefined): string =>
  [harmless, m.problem_offline_body()].filter(Boolean).join(' ')

const busy = (retryAfterSeconds: number | null): ProblemText => ({
  icon: TriangleAlert,
  title: m.problem_busy_title(),
  body: m.problem_busy_body({ count: retryAfterSeconds ?? 30 }),
})

type ProblemNoticeProps = {
  problem: Failure
  /** What this problem can't have harmed; absent where nothing could be. */
  safe?: string
  actions?: ReactNode
  heading?: 'h1' | 'h2'
}

export function ProblemNotice({ problem, safe, actions, heading = 'h2' }: ProblemNoticeProps) {
  const { icon, title, body } = explain(problem, safe)
  return (
    <Notice
      icon={icon}
      title={title}
      role="alert"
      tone="trouble"
      actions={actions}
      testId="problem"
      heading={heading}
    >
      <p>{body}</p>
    </Notice>
  )
}
