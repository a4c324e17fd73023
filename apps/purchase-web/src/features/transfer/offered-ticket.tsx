// One ticket that was offered: its link, and taking it back; or that it is somebody else's now.

import { buttonStyle } from '@maguey/ui/button-style.ts'
import { hear } from '@maguey/ui/hear.ts'
import type { Failure } from '@maguey/wire/failure'
import type { OrderTransfer } from '@maguey/wire/transfers'
import { useEffect, useRef, useState } from 'react'
import { m } from '#messages'
import { takeBackTransfer } from '#shared/api/transfers-api.ts'
import { ProblemNotice } from '#shared/ui/problem-notice.tsx'
import { shareLink } from '#shared/ui/share-link.ts'
import { TextField } from '#shared/ui/text-field.tsx'
import { mayHaveArrived } from './may-have-arrived.ts'

type OfferedTicketProps = {
  of: { orderId: string; token: string }
  transfer: OrderTransfer
  onTakenBack: () => void
  /** Asks for the list again. */
  ask: () => Promise<void>
}

export function OfferedTicket({ of, transfer, onTakenBack, ask }: OfferedTicketProps) {
  const { id, ticket_type, ticket_id, state, to_name, to_email_masked, token } = transfer
  const [said, setSaid] = useState('')
  const [byHand, setByHand] = useState(false)
  const [asking, setAsking] = useState(false)
  const [problem, setProblem] = useState<Failure | null>(null)

  const url = `${location.origin}/transfers/${id}#${token}`
  const share = async () => {
    const how = await shareLink({ title: m.transfer_share_title({ type: ticket_type }), url })
    setSaid(how === 'copied' ? m.link_copied() : '')
    setByHand(how === 'failed')
  }
  const takeBack = async () => {
    setAsking(true)
    const answer = await takeBackTransfer(of, id)
    setAsking(false)
    setProblem(answer.ok ? null : answer.failure)
    if (answer.ok) onTakenBack()
    // Refused means that it was accepted meanwhile: the list says so.
    await ask()
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
      {byHand && state === 'open' ? <LinkByHand id={`link-${id}`} url={url} /> : null}
      {problem ? (
        <ProblemNotice
          problem={problem}
          safe={mayHaveArrived(problem) ? m.transfer_unheard() : m.transfer_unchanged()}
        />
      ) : null}
    </li>
  )
}

/** Where neither the share sheet nor the clipboard takes it, as in an app's own browser. */
function LinkByHand({ id, url }: { id: string; url: string }) {
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => field.current?.focus(), [])
  return (
    <TextField
      ref={field}
      id={id}
      label={m.transfer_link()}
      hint={m.transfer_link_hint()}
      readOnly
      value={url}
      onFocus={(focused) => focused.currentTarget.select()}
    />
  )
}
