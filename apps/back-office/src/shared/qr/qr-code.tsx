// A text as a QR code, dark on white in every theme, drawn in the page itself.
import { create } from 'qrcode'
import { useMemo } from 'react'

/** The quiet zone that the QR standard requires, in modules. */
const QUIET = 4

type QrCodeProps = { text: string; label: string; testId: string }

export function QrCode({ text, label, testId }: QrCodeProps) {
  const { size, path } = useMemo(() => qrPath(text), [text])
  return (
    <svg
      aria-label={label}
      className="aspect-square w-full rounded-control bg-white"
      data-testid={testId}
      data-text={text}
      role="img"
      shapeRendering="crispEdges"
      viewBox={`${-QUIET} ${-QUIET} ${size + 2 * QUIET} ${size + 2 * QUIET}`}
    >
      <path d={path} fill="#000" />
    </svg>
  )
}

function qrPath(text: string): { size: number; path: string } {
  const { modules } = create(text, { errorCorrectionLevel: 'M' })
  const { size } = modules
  let path = ''
  for (let y = 0; y < size; y += 1) {
    for (let x = 0; x < size; x += 1) {
      if (modules.get(y, x)) path += `M${x} ${y}h1v1h-1z`
    }
  }
  return { size, path }
}
