// A ticket's code: black on white in every theme, with the quiet zone that readers need.
import { useMemo } from 'react'
import { m } from '#messages'
import { qrPath } from './qr-path.ts'

type TicketQrProps = { text: string; ticketId: string; className?: string }

/** In modules; the standard asks for four. */
const QUIET_ZONE = 4

export function TicketQr({ text, ticketId, className = '' }: TicketQrProps) {
  const { size, path } = useMemo(() => qrPath(text), [text])
  const side = size + 2 * QUIET_ZONE
  return (
    <svg
      data-testid="ticket-qr"
      role="img"
      aria-label={m.qr_label({ id: ticketId })}
      viewBox={`${-QUIET_ZONE} ${-QUIET_ZONE} ${side} ${side}`}
      shapeRendering="crispEdges"
      className={`block aspect-square w-full rounded-control bg-white [forced-color-adjust:none] ${className}`}
    >
      <rect x={-QUIET_ZONE} y={-QUIET_ZONE} width={side} height={side} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  )
}
