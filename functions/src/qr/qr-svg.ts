// A QR code as SVG: one path on white, sharp at any size.
import { darkRuns, QUIET_ZONE, qrMatrix } from './qr-matrix.ts'

export function qrSvg(text: string): string {
  const matrix = qrMatrix(text)
  const side = matrix.size + 2 * QUIET_ZONE
  const path = darkRuns(matrix)
    .map(
      ({ row, column, length }) =>
        `M${column + QUIET_ZONE} ${row + QUIET_ZONE}h${length}v1h-${length}z`,
    )
    .join('')
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${side} ${side}" shape-rendering="crispEdges">` +
    `<rect width="${side}" height="${side}" fill="#fff"/><path d="${path}" fill="#000"/></svg>`
  )
}
