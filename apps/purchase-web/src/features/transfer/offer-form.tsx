// Which ticket, and to whom: a link to share, and a mail if there is an address. Says first what it means for the money.

import { buttonStyle } from '@maguey/ui/button-style.ts'
import { hear } from '@maguey/ui/hear.ts'
import { type Failure, isRefusal } from '@maguey/wire/failure'
import type { OrderTicket } from '@maguey/wire/orders'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { m } from '#messages'
import { offerTransfer } from '#shared/api/transfers-api.ts'
import { ProblemNotice } from '#shared/ui/problem-notice.tsx'
import { focusField, TextField } from '#shared/ui/text-field.tsx'
import { mayHaveArrived } from './may-have-arrived.ts'

type OfferFormProps = {
  of: { orderId: string; token: string }
  tickets: readonly OrderTicket[]
  /** Asks for the list again. @returns whether this ticket is offered in it */
  isOffered: (ticketId: string) => Promise<boolean>
  onOffered: () => void
  onCancel: () => void
}

export function OfferForm({ of, tickets, isOffered, onOffered, onCancel }: OfferFormProps) {
  const form = useRef<HTMLFormElement>(null)
  const [chosen, setChosen] = useState('')
  // The chosen one may be offered or used meanwhile.
  const ticketId = (tickets.find((t) => t.ticket_id === chosen) ?? tickets[0])?.ticket_id ?? ''
  const [email, setEmail] = useState('')
  const [asking, setAsking] = useState(false)
  const [problem, setProblem] = useState<Failure | null>(null)
  const badEmail = problem !== null && isRefusal(problem, 'invalid_email')

  useEffect(() => {
    // It has taken the place of the button that opened it.
    form.current?.querySelector('input')?.focus()
  }, [])

  const offer = async () => {
    setAsking(true)
    const to = email.trim()
    const answer = await offerTransfer(of, {
      ticket_id: ticketId,
      ...(to === '' ? {} : { email: to }),
    })
    setAsking(false)
    setProblem(answer.ok ? null : answer.failure)
    if (!answer.ok && isRefusal(answer.failure, 'invalid_email'))
      return focusField(form.current, 'transfer-email')
    if (answer.ok) onOffered()
    // Where the answer was lost, the list says whether the offer stands.
    const stands = await isOffered(ticketId)
    if (!answer.ok && stands) onOffered()
  }
  const submit = (submitted: FormEvent) => {
    submitted.preventDefault()
    hear(offer())
  }

  return (
    <form ref={form} className="mt-4 space-y-5" noValidate onSubmit={submit}>
      <fieldset>
        <legend className="mb-1.5 font-semibold">{m.transfer_which()}</legend>
        {tickets.map((ticket) => (
          <label key={ticket.ticket_id} className="flex min-h-11 items-center gap-3">
            <input
              type="radio"
              name="ticket"
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
      <TextField
        id="transfer-email"
        label={m.transfer_email()}
        hint={m.transfer_email_hint()}
        error={badEmail ? m.email_malformed() : undefined}
        type="email"
        inputMode="email"
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        value={email}
        onChange={(changed) => setEmail(changed.target.value)}
      />
      <div className="rounded-control bg-agave-wash p-4 text-sm">
        <p>{m.transfer_means()}</p>
        <p className="mt-1.5 font-semibold">{m.transfer_refund_note()}</p>
      </div>
      <div className="flex flex-wrap gap-2.5">
        <button type="submit" className={`${buttonStyle.primary} grow`} disabled={asking}>
          {m.transfer_offer()}
        </button>
        <button type="button" className={buttonStyle.quiet} onClick={onCancel}>
          {m.transfer_cancel()}
        </button>
      </div>
      {problem && !badEmail ? (
        <ProblemNotice
          problem={problem}
          safe={mayHaveArrived(problem) ? m.transfer_unheard() : m.transfer_unchanged()}
        />
      ) : null}
    </form>
  )
}
