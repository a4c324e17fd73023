// What was just sold: the guests are in, and each code stands here once, to be photographed for coming back.

import { UNDO_WITHIN_MS } from '@maguey/ticket-core/scan-record'
import { Button } from '@maguey/ui/button.tsx'
import { hear } from '@maguey/ui/hear.ts'
import { Notice } from '@maguey/ui/notice.tsx'
import { CheckCircle2, RotateCcw } from 'lucide-react'
import QRCode from 'qrcode'
import { useEffect, useMemo, useState } from 'react'
import { m } from '#messages'
import { money } from '#shared/format/money.ts'
import type { Sold, Undone } from './sell-tickets.ts'

type SoldPanelProps = {
  sold: Sold
  currency: string
  takeBack: (sold: Sold) => Promise<Undone>
  onNext: () => void
}

export function SoldPanel({ sold, currency, takeBack, onNext }: SoldPanelProps) {
  const [at, setAt] = useState(0)
  const [undone, setUndone] = useState<Undone>()
  const [mayUndo, setMayUndo] = useState(true)
  useEffect(() => {
    const timer = setTimeout(() => setMayUndo(false), UNDO_WITHIN_MS)
    return () => clearTimeout(timer)
  }, [])
  const count = sold.tickets.length
  const total = money((Number(sold.price) * count).toFixed(2), currency, 'short')
  const ticket = sold.tickets[at]
  if (undone === 'undone') {
    return (
      <div className="grid gap-4 pt-2" data-testid="sale-undone">
        <Notice title={m.sell_undone()}>
          {sold.paid === 'cash'
            ? m.sell_give_back({ amount: total })
            : m.sell_terminal_back({ amount: total })}
        </Notice>
        <Button onClick={onNext}>{m.sell_next()}</Button>
      </div>
    )
  }
  return (
    <div
      className="flex flex-col gap-4 pt-1 flat:grid flat:grid-cols-[11rem_1fr] flat:items-start flat:gap-x-5 flat:gap-y-3"
      data-testid="sold"
    >
      <p
        className="flex items-center gap-3 rounded-card bg-agave flat:col-start-2 px-4 py-3 text-on-agave"
        role="status"
      >
        <CheckCircle2 aria-hidden className="size-8 shrink-0" />
        <span className="min-w-0">
          <span className="block font-bold text-xl">{m.sell_in({ count })}</span>
          <span className="block break-words">
            {sold.typeName} · {total} · {sold.paid === 'cash' ? m.sell_cash() : m.sell_terminal()}
          </span>
        </span>
      </p>
      <div aria-live="polite" className="empty:-mb-4 flat:col-start-2">
        {undone && (
          <Notice
            title={undone === 'too_late' ? m.sell_too_late() : m.sell_not_kept()}
            tone="danger"
          />
        )}
      </div>
      {ticket && (
        <figure className="flex flex-col items-center gap-2 flat:col-start-1 flat:row-span-6 flat:row-start-1">
          <TicketCode label={m.sell_code({ id: ticket.ticket_id })} text={ticket.qr} />
          <figcaption className="text-center text-ink-soft text-sm">{m.sell_photo()}</figcaption>
        </figure>
      )}
      {count > 1 && (
        <div className="flex items-center justify-between gap-3 flat:col-start-2">
          <Button disabled={at === 0} look="secondary" onClick={() => setAt(at - 1)}>
            {m.sell_code_before()}
          </Button>
          <span className="font-semibold tabular-nums">
            {m.sell_code_of({ at: at + 1, count })}
          </span>
          <Button disabled={at === count - 1} look="secondary" onClick={() => setAt(at + 1)}>
            {m.sell_code_after()}
          </Button>
        </div>
      )}
      <Button className="flat:col-start-2" onClick={onNext}>
        {m.sell_next()}
      </Button>
      {mayUndo && (
        <Button
          className="flat:col-start-2"
          icon={<RotateCcw aria-hidden className="size-5 shrink-0" />}
          look="secondary"
          onClick={() => hear(takeBack(sold).then(setUndone))}
        >
          {m.sell_undo()}
        </Button>
      )}
    </div>
  )
}

/** In modules; the standard asks for four. */
const QUIET_ZONE = 4

/** Black on white in every theme. */
function TicketCode({ text, label }: { text: string; label: string }) {
  const { size, path } = useMemo(() => pathOf(text), [text])
  const side = size + 2 * QUIET_ZONE
  return (
    <svg
      aria-label={label}
      className="block aspect-square w-full max-w-64 rounded-control bg-white [forced-color-adjust:none] short:max-w-44"
      data-testid="sold-code"
      role="img"
      shapeRendering="crispEdges"
      viewBox={`${-QUIET_ZONE} ${-QUIET_ZONE} ${side} ${side}`}
    >
      <path d={path} fill="#000" />
    </svg>
  )
}

function pathOf(text: string): { size: number; path: string } {
  const { modules } = QRCode.create(text, { errorCorrectionLevel: 'M' })
  let path = ''
  for (let y = 0; y < modules.size; y += 1)
    for (let x = 0; x < modules.size; x += 1) if (modules.get(y, x)) path += `M${x} ${y}h1v1h-1z`
  return { size: modules.size, path }
}
