// One ticket that was offered: its link, and taking it back; or that it is somebody else's now.

import { buttonStyle } from '@maguey/ui/button-style.ts'
import { hear } from '@maguey/ui/hear.ts'
import type { Failure } from '@maguey/wire/failure'
import type { OrderTransfer } from '@maguey/wire/transfers'
import { useState } from 'react'
import { m } from '#messages'
import { takeBackTransfer } from '#shared/api/transfers-api.ts'
import { ProblemNotice } from '#shared/ui/problem-notice.tsx'
import { shareLink } from '#shared/ui/share-link.ts'

type OfferedTicketProps = {
  of: { orderId: string; token: string }
  transfer: OrderTransfer
  onTakenBack: () => Promise<unknown>
}

export function OfferedTicket({ of, transfer, onTakenBack }: OfferedTicketProps) {
  const { id, ticket_type, ticket_id, state, to_name, to_email_masked, token } = transfer
  const [said, setSaid] = useState('')
  const [asking, setAsking] = useState(false)
  const [problem, setProblem] = useState<Failure | null>(null)

  const share = async () => {
    const url = `${location.origin}/transfers/${id}#${token}`
    const how = await shareLink({ title: m.transfer_share_title({ type: ticket_type }), url })
    if (how === 'copied') setSaid(m.link_copied())
  }
  const takeBack = async () => {
    setAsking(true)
    const answer = await takeBackTransfer(of, id)
    setAsking(false)
    setProblem(answer.ok ? null : answer.failure)
    // Refused means that it was accepted meanwhile: the list says so.
    await onTakenBack()
  }

  return (
    <li data-testid="transfer" data-state={state} className="py-4">
      <p className="font-semibold">
        {state === 'accepted'
          ? m.transfer_given({ type: ticket_type, name: to_name ?? m.transfer_friend() })
          : to_email_masked
            ? m.transfer_offered_to({ type: ticket_type, email: to_email_masked })
            : m.transfer_offered({ type: ticket_type })}
      </p>
      <p className="mt-0.5 font-mono text-[0.8125rem] text-ink-soft">{ticket_id}</p>
      <p className="mt-1.5 text-sm text-ink-soft">
        {state === 'accepted' ? m.transfer_given_note() : m.transfer_offered_note()}
      </p>
      {state === 'accepted' ? null : (
        <div className="mt-3 flex flex-wrap gap-2.5">
          <button
            type="button"
            className={`${buttonStyle.primary} grow`}
            onClick={() => hear(share())}
          >
            {m.transfer_share()}
          </button>
          <button
            type="button"
            className={`${buttonStyle.secondary} grow`}
            disabled={asking}
            onClick={() => hear(takeBack())}
          >
            {m.transfer_take_back()}
          </button>
        </div>
      )}
      <p role="status" className="mt-2 text-sm text-ink-soft empty:hidden">
        {said}
      </p>
      {problem ? <ProblemNotice problem={problem} safe={m.transfer_unchanged()} /> : null}
    </li>
  )
}
