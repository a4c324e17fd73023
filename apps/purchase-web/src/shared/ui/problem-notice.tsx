// Says what went wrong with a call, what is safe, and offers the next step.
import { type LucideIcon, TriangleAlert, WifiOff } from 'lucide-react'
import type { ReactNode } from 'react'
import { m } from '#messages'
import type { Problem } from '#shared/api/problem.ts'
import { Notice } from './notice.tsx'

type ProblemText = { icon: LucideIcon; title: string; body: string }

function explain(problem: Problem, safe: string): ProblemText {
  switch (problem.kind) {
    case 'offline':
      return { icon: WifiOff, title: m.problem_offline_title(), body: m.problem_offline_body() }
    case 'unreachable':
      return { icon: WifiOff, title: m.problem_unreachable_title(), body: safe }
    case 'unreadable':
      return { icon: TriangleAlert, title: m.problem_server_title(), body: safe }
    case 'refused':
      if (problem.status === 429) {
        const body = m.problem_busy_body({ count: problem.retryAfterSeconds ?? 30 })
        return { icon: TriangleAlert, title: m.problem_busy_title(), body }
      }
      return problem.status >= 500
        ? { icon: TriangleAlert, title: m.problem_server_title(), body: safe }
        : { icon: TriangleAlert, title: m.problem_refused_title(), body: problem.message }
  }
}

type ProblemNoticeProps = {
  problem: Problem
  /** What this problem can't have harmed. */
  safe: string
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
