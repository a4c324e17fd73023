// The ticket that somebody was given: its code for the door, and its PDF.

import { buttonStyle } from '@maguey/ui/button-style.ts'
import { saveFile } from '@maguey/ui/device/save-file.ts'
import { hear } from '@maguey/ui/hear.ts'
import type { OrderTicket } from '@maguey/wire/orders'
import type { TransferView } from '@maguey/wire/transfers'
import { Download, Sun } from 'lucide-react'
import { useState } from 'react'
import { m } from '#messages'
import { downloadTransferPdf } from '#shared/api/transfers-api.ts'
import { TicketQr } from '#shared/ticket/ticket-qr.tsx'
import { NightHeading } from './night-heading.tsx'

export function HeldTicket({ view, token }: { view: TransferView; token: string }) {
  const { transfer, event, tickets } = view
  // A replaced one has the newer beside it.
  const ticket = tickets.find(({ status }) => status === 'issued') ?? tickets[0]
  if (!ticket) return null
  const stands = ticket.status === 'issued' && !ticket.is_used
  return (
    <div data-testid="transfer-page" data-status="held">
      <NightHeading event={event} />
      <article
        data-testid="ticket"
        data-ticket-id={ticket.ticket_id}
        className="stub rise mx-auto max-w-sm"
      >
        <div className="stub-sheet px-6 py-6">
          <p className="text-center font-display text-4xl leading-none font-extrabold">
            {ticket.ticket_type}
          </p>
          <p className="mt-2 mb-4 text-center text-lg font-semibold">{ticket.guest_name}</p>
          {stands ? (
            <TicketQr text={ticket.qr_code_data} ticketId={ticket.ticket_id} />
          ) : (
            <div className="grid aspect-square place-items-center rounded-control border-2 border-dashed border-line-strong p-8 text-center">
              <p className="font-display text-2xl font-bold">{trouble(ticket)}</p>
            </div>
          )}
          <p className="mt-3 text-center font-mono text-[0.8125rem] tracking-tight text-ink-soft select-all">
            {ticket.ticket_id}
          </p>
        </div>
      </article>
      {stands ? (
        <>
          <p className="mx-auto mt-4 flex max-w-sm items-center gap-2 text-sm">
            <Sun aria-hidden className="size-5 shrink-0" />
            {m.brightness_hint()}
          </p>
          <PdfButton transferId={transfer.id} token={token} name={event.slug} />
        </>
      ) : null}
      <p className="mx-auto mt-4 max-w-sm text-sm text-ink-soft">
        {m.transfer_held_note({ name: transfer.from_name ?? m.transfer_somebody() })}
      </p>
    </div>
  )
}

function trouble(ticket: OrderTicket): string {
  if (ticket.status === 'refunded') return m.ticket_refunded()
  return ticket.status === 'void' ? m.ticket_void() : m.ticket_used()
}

type PdfButtonProps = { transferId: string; token: string; name: string }

function PdfButton({ transferId, token, name }: PdfButtonProps) {
  const [making, setMaking] = useState(false)
  const [failed, setFailed] = useState(false)
  const pdf = async () => {
    setMaking(true)
    const answer = await downloadTransferPdf(transferId, token)
    setMaking(false)
    setFailed(!answer.ok)
    if (answer.ok) saveFile(answer.value, `${name}.pdf`)
  }
  return (
    <div className="mx-auto mt-4 max-w-sm">
      <button
        type="button"
        className={`${buttonStyle.secondary} w-full`}
        disabled={making}
        onClick={() => hear(pdf())}
      >
        <Download aria-hidden className="size-5" />
        {making ? m.pdf_working() : m.download_pdf()}
      </button>
      <p role="status" className="mt-2 text-sm text-ink-soft empty:hidden">
        {failed ? m.pdf_failed() : ''}
      </p>
    </div>
  )
}
