// The dark and light modules of a QR code, from which SVG, PNG and PDF are drawn.
/// <reference path="./qrcode-core.d.ts" />
import { create } from 'qrcode/lib/core/qrcode.js'

/** The package has no types for its core: https://github.com/soldair/node-qrcode#createtext-options */
const createQr = create as unknown as (
  text: string,
  options: { errorCorrectionLevel: 'L' | 'M' | 'Q' | 'H' },
) => { modules: { size: number; data: Uint8Array } }

export type QrMatrix = {
  /** Modules per side, without the quiet zone. */
  size: number
  isDark(row: number, column: number): boolean
}

/** ISO/IEC 18004 asks for four light modules around the code. */
export const QUIET_ZONE = 4

/** Level M: repairs 15 %, a cracked screen's worth, and stays coarse enough for a bad camera. */
export function qrMatrix(text: string): QrMatrix {
  const { size, data } = createQr(text, { errorCorrectionLevel: 'M' }).modules
  return { size, isDark: (row, column) => data[row * size + column] === 1 }
}

export type DarkRun = { row: number; column: number; length: number }

/** The dark modules as horizontal runs: a tenth of the shapes, and no hairlines between neighbours. */
export function darkRuns({ size, isDark }: QrMatrix): DarkRun[] {
  const runs: DarkRun[] = []
  for (let row = 0; row < size; row += 1) {
    let column = 0
    while (column < size) {
      const start = column
      while (column < size && isDark(row, column)) column += 1
      if (column > start) runs.push({ row, column: start, length: column - start })
      else column += 1
    }
  }
  return runs
}
