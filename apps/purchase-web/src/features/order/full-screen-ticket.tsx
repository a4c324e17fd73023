// A ticket for the door: white screen, the code as large as it gets, the screen kept awake.

import { useWakeLock } from '@maguey/ui/device/wake-lock.ts'
import type { OrderPage } from '@maguey/wire/orders'
import { ChevronLeft, ChevronRight, Sun, X } from 'lucide-react'
import { Dialog } from 'radix-ui'
import { m } from '#messages'
import { ticketMark } from '#shared/ticket/ticket-mark.ts'
import { TicketQr } from '#shared/ticket/ticket-qr.tsx'

type FullScreenTicketProps = Pick<OrderPage, 'event' | 'tickets'> & {
  index: number
  onIndex: (index: number) => void
  onClose: () => void
}

const round =
  'grid size-13 shrink-0 place-items-center rounded-full border border-black/40 text-black aria-disabled:opacity-25'

export function FullScreenTicket({
  event,
  tickets,
  index,
  onIndex,
  onClose,
}: FullScreenTicketProps) {
  useWakeLock()
  const ticket = tickets[index]
  if (!ticket) return null
  const mark = ticketMark(ticket, event)
  const last = tickets.length - 1
  const turn = (by: 1 | -1) => {
    if (tickets[index + by]) onIndex(index + by)
  }
  const byKey = (key: string) => {
    if (key === 'ArrowLeft') turn(-1)
    if (key === 'ArrowRight') turn(1)
  }
  return (
    <Dialog.Root open onOpenChange={(open) => open || onClose()}>
      <Dialog.Portal>
        <Dialog.Content
          data-testid="full-screen-ticket"
          aria-describedby={undefined}
          onKeyDown={(pressed) => byKey(pressed.key)}
          className="fixed inset-0 z-50 flex flex-col overflow-y-auto bg-white p-4 text-black outline-none"
        >
          <div className="flex items-center justify-between gap-3">
            <Dialog.Title className="text-lg font-bold">
              {m.ticket_n_of({ n: index + 1, count: tickets.length })}
            </Dialog.Title>
            <Dialog.Close aria-label={m.dismiss()} className={round}>
              <X aria-hidden className="size-6" />
            </Dialog.Close>
          </div>
          {/* From edge to edge of a phone: the screen around it is as white as the code's own margin. */}
          <div className="-mx-4 my-auto text-center">
            {mark && !mark.showsCode ? (
              <p className="px-6 py-16 text-3xl font-extrabold">{mark.stamp}</p>
            ) : (
              <TicketQr
                text={ticket.qr_code_data}
                ticketId={ticket.ticket_id}
                className="mx-auto max-w-[min(36rem,66svh)] rounded-none"
              />
            )}
            <div className="px-4">
              <p className="font-display text-4xl font-extrabold">{ticket.ticket_type}</p>
              <p className="mt-1 text-lg">{ticket.guest_name}</p>
              <p className="mt-1 font-mono text-sm">{ticket.ticket_id}</p>
              {mark?.note ? <p className="mt-3 font-semibold">{mark.note}</p> : null}
            </div>
          </div>
          <div className="flex items-center justify-between gap-3">
            <button
              type="button"
              className={round}
              aria-disabled={index === 0}
              aria-label={m.previous_ticket()}
              onClick={() => turn(-1)}
            >
              <ChevronLeft aria-hidden className="size-6" />
            </button>
            <p className="flex items-center gap-2 text-center text-sm">
              <Sun aria-hidden className="size-5 shrink-0" />
              {m.brightness_hint()}
            </p>
            <button
              type="button"
              className={round}
              aria-disabled={index === last}
              aria-label={m.next_ticket()}
              onClick={() => turn(1)}
            >
              <ChevronRight aria-hidden className="size-6" />
            </button>
          </div>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
