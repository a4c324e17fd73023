// A QR code as one SVG path, made on the device, so that it needs no network.
import { create } from 'qrcode'

export type QrPath = {
  /** Modules along one side, without the quiet zone. */
  size: number
  /** Path data in module units, dark modules only. */
  path: string
}

/**
 * Error correction M, as everywhere in Maguey. Runs of dark modules become one rectangle each,
 * which leaves no hairlines between modules at odd sizes.
 */
export function qrPath(text: string): QrPath {
  const { modules } = create(text, { errorCorrectionLevel: 'M' })
  const { size } = modules
  let path = ''
  for (let y = 0; y < size; y++) {
    let x = 0
    while (x < size) {
      const start = x
      while (x < size && modules.get(y, x)) x++
      if (x > start) path += `M${start} ${y}h${x - start}v1h${start - x}z`
      x++
    }
  }
  return { size, path }
}
