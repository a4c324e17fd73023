// Calendar, PDF, share.

import { buttonStyle } from '@maguey/ui/button-style.ts'
import { saveFile } from '@maguey/ui/device/save-file.ts'
import { hear } from '@maguey/ui/hear.ts'
import type { OrderPage } from '@maguey/wire/orders'
import { CalendarPlus, Download, ReceiptText, Share2 } from 'lucide-react'
import { useState } from 'react'
import { m } from '#messages'
import { downloadPdf, downloadReceipts } from '#shared/api/orders-api.ts'
import { calendarFile } from '#shared/calendar/calendar-file.ts'
import { shareLink } from '#shared/ui/share-link.ts'

type OrderActionsProps = { view: OrderPage; token: string }

const ACTION = `${buttonStyle.secondary} grow bg-surface sm:grow-0`

export function OrderActions({ view, token }: OrderActionsProps) {
  const { order, event } = view
  const link = `${location.origin}/orders/${order.id}#${token}`
  const [said, setSaid] = useState('')
  const [making, setMaking] = useState<'tickets' | 'receipt' | null>(null)
  const isPaid = order.completed_at !== null && Number(order.total_amount) > 0

  const pdf = async () => {
    setMaking('tickets')
    setSaid('')
    const answer = await downloadPdf(order.id, token)
    setMaking(null)
    if (answer.ok) saveFile(answer.value, `${event.slug}.pdf`)
    else setSaid(m.pdf_failed())
  }

  const receipt = async () => {
    setMaking('receipt')
    setSaid('')
    const answer = await downloadReceipts(order.id, token)
    setMaking(null)
    if (answer.ok) saveFile(answer.value, `${order.number}.pdf`)
    else setSaid(m.receipt_failed())
  }

  const calendar = () => {
    const file = calendarFile([
      {
        uid: `${order.id}@maguey`,
        title: event.name,
        startsAt: event.doors_open_at ?? event.event_date,
        endsAt: event.ends_at,
        location: [event.venue_name, event.venue_address].filter(Boolean).join(', '),
        description: m.calendar_note({ url: link }),
        stampMs: Date.now(),
      },
    ])
    saveFile(new Blob([file], { type: 'text/calendar;charset=utf-8' }), `${event.slug}.ics`)
  }

  const share = async () => {
    const how = await shareLink({ title: event.name, url: link })
    if (how === 'copied') setSaid(`${m.link_copied()}. ${m.share_warning()}`)
  }

  return (
    <div className="mx-auto mt-6 max-w-2xl">
      <div className="flex flex-wrap justify-center gap-2.5">
        <button type="button" className={ACTION} onClick={calendar}>
          <CalendarPlus aria-hidden className="size-5" />
          {m.add_to_calendar()}
        </button>
        <button
          type="button"
          className={ACTION}
          disabled={making !== null}
          onClick={() => hear(pdf())}
        >
          <Download aria-hidden className="size-5" />
          {making === 'tickets' ? m.pdf_working() : m.download_pdf()}
        </button>
        {isPaid && (
          <button
            type="button"
            className={ACTION}
            disabled={making !== null}
            onClick={() => hear(receipt())}
          >
            <ReceiptText aria-hidden className="size-5" />
            {making === 'receipt' ? m.pdf_working() : m.receipt()}
          </button>
        )}
        <button type="button" className={ACTION} onClick={() => hear(share())}>
          <Share2 aria-hidden className="size-5" />
          {m.share_order()}
        </button>
      </div>
      <p role="status" className="mt-3 min-h-6 text-center text-sm text-ink-soft">
        {said}
      </p>
    </div>
  )
}
