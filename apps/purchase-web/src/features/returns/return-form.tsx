// Which ticket is returned. Says first what that means, and for how long it can be undone.

import { buttonStyle } from '@maguey/ui/button-style.ts'
import { hear } from '@maguey/ui/hear.ts'
import type { Failure } from '@maguey/wire/failure'
import type { OrderTicket } from '@maguey/wire/orders'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { m } from '#messages'
import { returnTicket } from '#shared/api/returns-api.ts'
import { ProblemNotice } from '#shared/ui/problem-notice.tsx'

type ReturnFormProps = {
  of: { orderId: string; token: string }
  tickets: readonly OrderTicket[]
  /** Asks for the list again. */
  ask: () => Promise<void>
  onClose: () => void
}

export function ReturnForm({ of, tickets, ask, onClose }: ReturnFormProps) {
  const form = useRef<HTMLFormElement>(null)
  const [chosen, setChosen] = useState('')
  // The chosen one may be used meanwhile.
  const ticketId = (tickets.find((t) => t.ticket_id === chosen) ?? tickets[0])?.ticket_id ?? ''
  const [asking, setAsking] = useState(false)
  const [problem, setProblem] = useState<Failure | null>(null)

  useEffect(() => {
    // It has taken the place of the button that opened it.
    form.current?.querySelector('input')?.focus()
  }, [])

  const giveBack = async () => {
    setAsking(true)
    const answer = await returnTicket(of, ticketId)
    setAsking(false)
    setProblem(answer.ok ? null : answer.failure)
    if (answer.ok) onClose()
    await ask()
  }
  const submit = (submitted: FormEvent) => {
    submitted.preventDefault()
    if (!asking) hear(giveBack())
  }

  return (
    <form ref={form} className="mt-4 space-y-5" onSubmit={submit}>
      <fieldset>
        <legend className="mb-1.5 font-semibold">{m.transfer_which()}</legend>
        {tickets.map((ticket) => (
          <label key={ticket.ticket_id} className="flex min-h-11 items-center gap-3">
            <input
              type="radio"
              name="returned"
              className="size-5 shrink-0 accent-agave"
              checked={ticket.ticket_id === ticketId}
              onChange={() => setChosen(ticket.ticket_id)}
            />
            <span>
              {ticket.ticket_type}{' '}
              <span className="font-mono text-[0.8125rem] break-all text-ink-soft">
                {ticket.ticket_id}
              </span>
            </span>
          </label>
        ))}
      </fieldset>
      <div className="rounded-control bg-agave-wash p-4 text-sm">
        <p>{m.return_means()}</p>
        <p className="mt-1.5 font-semibold">{m.return_means_money()}</p>
      </div>
      <div className="flex flex-wrap gap-2.5">
        <button type="submit" className={`${buttonStyle.primary} grow`} disabled={asking}>
          {m.return_now()}
        </button>
        <button type="button" className={buttonStyle.quiet} onClick={onClose}>
          {m.transfer_cancel()}
        </button>
      </div>
      {problem ? <ProblemNotice problem={problem} safe={m.return_safe()} /> : null}
    </form>
  )
}
