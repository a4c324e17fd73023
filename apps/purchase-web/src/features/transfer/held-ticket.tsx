// The ticket that somebody was given: its code for the door, and its PDF.

import { buttonStyle } from '@maguey/ui/button-style.ts'
import { saveFile } from '@maguey/ui/device/save-file.ts'
import { formatDayAndClock } from '@maguey/ui/format/moment.ts'
import { hear } from '@maguey/ui/hear.ts'
import type { TransferView } from '@maguey/wire/transfers'
import { Download, Sun, WifiOff } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { m } from '#messages'
import { downloadTransferPdf } from '#shared/api/transfers-api.ts'
import { NightHeading } from '#shared/event/night-heading.tsx'
import { momentFormat } from '#shared/format/in-locale.ts'
import { ticketMark } from '#shared/ticket/ticket-mark.ts'
import { TicketQr } from '#shared/ticket/ticket-qr.tsx'

type HeldTicketProps = {
  view: TransferView
  token: string
  /** When the shown ticket was last checked, if the network no longer answers. */
  staleSinceMs: number | null
  /** It has just taken the place of the form that accepted it. */
  takesFocus: boolean
}

export function HeldTicket({ view, token, staleSinceMs, takesFocus }: HeldTicketProps) {
  const { transfer, event, tickets } = view
  const shown = useRef<HTMLElement>(null)
  useEffect(() => {
    if (takesFocus) shown.current?.focus()
  }, [takesFocus])
  // A replaced one has the newer beside it.
  const ticket = tickets.find(({ status }) => status === 'issued') ?? tickets[0]
  if (!ticket) return null
  const mark = ticketMark(ticket, event)
  const showsCode = !mark || mark.showsCode
  return (
    <div data-testid="transfer-page" data-status="held" className="pt-2 sm:pt-6">
      <NightHeading event={event}>
        {[event.venue_name, event.venue_address].filter(Boolean).join(', ')}
      </NightHeading>
      <Kept staleSinceMs={staleSinceMs} timeZone={event.timezone} />
      <article
        ref={shown}
        tabIndex={-1}
        aria-label={`${m.transfer_page_title()}: ${ticket.ticket_type}`}
        data-testid="ticket"
        data-ticket-id={ticket.ticket_id}
        className="stub rise mx-auto max-w-sm outline-none"
      >
        <div className="stub-sheet px-6 py-6">
          <p className="text-center font-display text-4xl leading-none font-extrabold">
            {ticket.ticket_type}
          </p>
          <p className="mt-2 mb-4 text-center text-lg font-semibold">{ticket.guest_name}</p>
          {showsCode ? (
            <TicketQr text={ticket.qr_code_data} ticketId={ticket.ticket_id} />
          ) : (
            <div className="grid aspect-square place-items-center rounded-control border-2 border-dashed border-line-strong p-8 text-center">
              <p className="font-display text-2xl font-bold">{mark.note ?? mark.stamp}</p>
            </div>
          )}
          <p className="mt-3 text-center font-mono text-[0.8125rem] tracking-tight text-ink-soft select-all">
            {ticket.ticket_id}
          </p>
          {mark?.showsCode ? <p className="mt-2 text-center text-sm">{mark.note}</p> : null}
        </div>
      </article>
      {showsCode ? (
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

function Kept({ staleSinceMs, timeZone }: { staleSinceMs: number | null; timeZone: string }) {
  return (
    <p
      role="status"
      data-testid="kept"
      className="mx-auto mb-4 flex w-fit items-center gap-2 rounded-full bg-agave-wash px-4 py-2 text-sm font-medium text-ink empty:hidden"
    >
      {staleSinceMs === null ? null : (
        <>
          <WifiOff aria-hidden className="size-4 shrink-0 text-agave" />
          {m.transfer_kept({
            moment: formatDayAndClock(new Date(staleSinceMs).toISOString(), momentFormat(timeZone)),
          })}
        </>
      )}
    </p>
  )
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
