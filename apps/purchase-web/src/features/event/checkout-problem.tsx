// Why the pay page didn't open, and what is safe; and which refusals belong beside a field instead.

import { soldOutDetail } from '@maguey/wire/checkout'
import type { ShopEvent } from '@maguey/wire/events'
import { type Failure, isRefusal } from '@maguey/wire/failure'
import { Users } from 'lucide-react'
import { safeParse } from 'valibot'
import { m } from '#messages'
import { Notice } from '#shared/ui/notice.tsx'
import { ProblemNotice } from '#shared/ui/problem-notice.tsx'

export function CheckoutProblem({ problem, event }: { problem: Failure; event: ShopEvent }) {
  // Already shown beside its field.
  if (Object.keys(fieldErrorsOf(problem)).length > 0) return null
  return (
    <div className="mt-5">
      {isRefusal(problem, 'sold_out') ? (
        <SoldOut problem={problem} event={event} />
      ) : (
        <ProblemNotice problem={problem} safe={m.problem_safe_body()} />
      )}
    </div>
  )
}

function SoldOut({ problem, event }: { problem: Failure; event: ShopEvent }) {
  const detail = safeParse(soldOutDetail, problem.kind === 'refused' ? problem.detail : null)
  const type = detail.success
    ? event.ticket_types.find(({ id, code, name }) =>
        [id, code, name].includes(detail.output.ticket_type),
      )
    : undefined
  return (
    <Notice
      icon={Users}
      title={m.problem_sold_out_title()}
      role="alert"
      tone="trouble"
      testId="problem"
    >
      <p>
        {type && detail.success
          ? `${type.name}: ${detail.output.available > 0 ? m.n_left({ count: detail.output.available }) : m.sold_out()}. `
          : null}
        {m.problem_safe_body()}
      </p>
    </Notice>
  )
}

export type RefusedFields = { email?: string; name?: string }

/** The API's own sentences, in the page's language, by field. */
export function fieldErrorsOf(problem: Failure | null): RefusedFields {
  if (problem?.kind !== 'refused') return {}
  const about = (name: string) =>
    problem.fields.find(({ field }) => field === name || field.endsWith(`.${name}`))?.message
  const email = about('email') ?? (problem.code === 'invalid_email' ? problem.message : undefined)
  const name = about('name')
  return { ...(email ? { email } : {}), ...(name ? { name } : {}) }
}
