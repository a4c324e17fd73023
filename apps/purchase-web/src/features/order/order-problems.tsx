// An order that can't be shown: no key, a wrong key, or no way to the API.

import { buttonStyle } from '@maguey/ui/button-style.ts'
import { type Failure, isRefusal } from '@maguey/wire/failure'
import { KeyRound, Link2Off } from 'lucide-react'
import { m } from '#messages'
import { TryAgain } from '#shared/api/try-again.tsx'
import { FindTicketsLink } from '#shared/ui/find-tickets-link.tsx'
import { Link } from '#shared/ui/link.tsx'
import { Notice } from '#shared/ui/notice.tsx'
import { ProblemNotice } from '#shared/ui/problem-notice.tsx'
import type { AskedOrder } from './use-order.ts'

export function NoToken() {
  return (
    <div data-testid="order-status" data-status="no_token" className="mx-auto max-w-xl pt-6">
      <h1 className="mb-6 text-5xl leading-[0.92]">{m.order_title()}</h1>
      <Notice
        icon={KeyRound}
        title={m.no_token_title()}
        role="status"
        actions={<FindTicketsLink />}
      >
        <p>{m.no_token_body()}</p>
      </Notice>
    </div>
  )
}

type OrderProblemProps = { problem: Failure } & Pick<AskedOrder, 'asking' | 'ask'>

export function OrderProblem({ problem, asking, ask }: OrderProblemProps) {
  const wrongToken = isRefusal(problem, 'order_not_found', 'not_found', 'invalid_request')
  return (
    <div
      data-testid="order-status"
      data-status={wrongToken ? 'wrong_token' : 'problem'}
      className="mx-auto max-w-xl pt-6"
    >
      <h1 className="mb-6 text-5xl leading-[0.92]">{m.order_title()}</h1>
      {wrongToken ? (
        <Notice
          icon={Link2Off}
          title={m.wrong_token_title()}
          role="alert"
          tone="trouble"
          actions={
            <>
              <FindTicketsLink />
              <Link to="/" className={buttonStyle.secondary}>
                {m.see_other_nights()}
              </Link>
            </>
          }
        >
          <p>{m.wrong_token_body()}</p>
        </Notice>
      ) : (
        <ProblemNotice
          problem={problem}
          safe={m.order_problem_safe()}
          actions={<TryAgain asking={asking} ask={ask} />}
        />
      )}
    </div>
  )
}
