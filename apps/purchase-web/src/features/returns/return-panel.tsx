// Below an order's tickets: return one to the waiting list, what was returned, and taking it back.

import { buttonStyle } from '@maguey/ui/button-style.ts'
import { useNow } from '@maguey/ui/device/use-now.ts'
import { hear } from '@maguey/ui/hear.ts'
import type { Failure } from '@maguey/wire/failure'
import type { OrderReturn, OrderReturns } from '@maguey/wire/returns'
import { Undo2 } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { m } from '#messages'
import { askAgainAfterMs } from '#shared/api/ask-again.ts'
import { findReturns, takeBackReturn } from '#shared/api/returns-api.ts'
import { createSource, useSource } from '#shared/api/source.ts'
import { money } from '#shared/format/in-locale.ts'
import type { BelowTicketsProps } from '#shared/orders/below-tickets.ts'
import { ProblemNotice } from '#shared/ui/problem-notice.tsx'
import { ReturnForm } from './return-form.tsx'
import { returnable } from './returnable.ts'

const ASK_EVERY_MS = 30_000
/** The offer ends with the sale, also while the page is open. */
const LOOK_EVERY_MS = 30_000

export function ReturnPanel({ view, token, refresh }: BelowTicketsProps) {
  const key = { orderId: view.order.id, token }
  // The order's page stands for one key: another key is another page.
  const [source] = useState(() =>
    createSource({
      ask: (signal) => findReturns(key, signal),
      againInMs: ({ data, failure, failures }) => {
        if (failure) return askAgainAfterMs(failure, failures, Math.random())
        // While one may be bought at any moment.
        return data?.returns.some(isOut) ? ASK_EVERY_MS : false
      },
      staleMs: 0,
    }),
  )
  const { data } = useSource(source)
  return data ? (
    <Returns view={view} of={key} listed={data} ask={source.ask} refresh={refresh} />
  ) : null
}

type ReturnsProps = Pick<BelowTicketsProps, 'view' | 'refresh'> & {
  of: { orderId: string; token: string }
  listed: OrderReturns
  /** Asks for the list again. */
  ask: () => Promise<void>
}

export function Returns({ view, of, listed, ask, refresh }: ReturnsProps) {
  const { order, event, tickets } = view
  const [returning, setReturning] = useState(false)
  const heading = useRef<HTMLHeadingElement>(null)
  const nowMs = useNow(LOOK_EVERY_MS)
  const valid = new Set(tickets.filter(({ status }) => status === 'issued').map((t) => t.ticket_id))
  const isBehind = listed.returns.some((r) => r.state === 'sold' && valid.has(r.ticket_id))
  useEffect(() => {
    // Somebody has bought a ticket that this page still shows.
    if (isBehind) refresh()
  }, [isBehind, refresh])

  const free = returnable(tickets, listed, event, nowMs)
  const shown = listed.returns.filter((one) => isOut(one) || one.state === 'sold')
  if (free.length === 0 && shown.length === 0) return null
  /** The button that was pressed is gone: a keyboard and a screen reader go on from the heading. */
  const close = () => {
    setReturning(false)
    heading.current?.focus()
  }
  return (
    <section
      data-testid="returns"
      aria-labelledby="returns-title"
      className="mx-auto mt-5 max-w-md rounded-card border border-line bg-surface p-5"
    >
      <h2
        ref={heading}
        id="returns-title"
        tabIndex={-1}
        className="text-2xl leading-tight outline-none"
      >
        {m.return_title()}
      </h2>
      <ul className="divide-y divide-line empty:hidden">
        {shown.map((one) => (
          <ReturnedTicket
            key={one.id}
            of={of}
            returned={one}
            currency={order.currency}
            onTakenBack={() => heading.current?.focus()}
            ask={ask}
          />
        ))}
      </ul>
      {returning && free.length > 0 ? (
        <ReturnForm of={of} tickets={free} ask={ask} onClose={close} />
      ) : free.length > 0 ? (
        <>
          <p className="mt-1.5 text-ink-soft">{m.return_body()}</p>
          <button
            type="button"
            className={`${buttonStyle.secondary} mt-4 w-full`}
            onClick={() => setReturning(true)}
          >
            <Undo2 aria-hidden className="size-5" />
            {m.return_start()}
          </button>
        </>
      ) : null}
    </section>
  )
}

const isOut = ({ state }: OrderReturn) => state === 'open' || state === 'offered'

type ReturnedTicketProps = {
  of: { orderId: string; token: string }
  returned: OrderReturn
  currency: string
  onTakenBack: () => void
  /** Asks for the list again. */
  ask: () => Promise<void>
}

function ReturnedTicket({ of, returned, currency, onTakenBack, ask }: ReturnedTicketProps) {
  const { id, ticket_id, ticket_type: type, state } = returned
  const [asking, setAsking] = useState(false)
  const [problem, setProblem] = useState<Failure | null>(null)
  const takeBack = async () => {
    setAsking(true)
    const answer = await takeBackReturn(of, id)
    setAsking(false)
    setProblem(answer.ok ? null : answer.failure)
    if (answer.ok) onTakenBack()
    // Refused means that it is being bought, or was: the list says so.
    await ask()
  }
  const amount = money(returned.amount, currency)
  const free = Number(returned.amount) === 0
  return (
    <li data-testid="return" data-state={state} className="py-4">
      <p className="font-semibold">
        {state === 'sold'
          ? m.return_sold({ type })
          : state === 'offered'
            ? m.return_offered({ type })
            : m.return_open({ type })}
      </p>
      <p className="mt-0.5 font-mono text-[0.8125rem] break-all text-ink-soft">{ticket_id}</p>
      <p className="mt-1.5 text-sm text-ink-soft">
        {state === 'sold'
          ? free
            ? m.return_sold_free()
            : m.return_sold_note({ amount })
          : m.return_open_note()}
      </p>
      {state === 'sold' ? null : (
        <button
          type="button"
          className={`${buttonStyle.secondary} mt-3 w-full`}
          disabled={asking}
          onClick={() => hear(takeBack())}
        >
          {m.return_take_back()}
        </button>
      )}
      {problem ? <ProblemNotice problem={problem} safe={m.return_safe()} /> : null}
    </li>
  )
}
