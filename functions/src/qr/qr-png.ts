// A QR code as a one-bit PNG, written here so that it needs neither canvas nor Node. https://www.w3.org/TR/png-3/
import { crc32 } from './crc32.ts'
import { type QrMatrix, QUIET_ZONE, qrMatrix } from './qr-matrix.ts'

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]

/** @param options.scale pixels per module; the quiet zone is included */
export async function qrPng(text: string, { scale }: { scale: number }): Promise<Uint8Array> {
  const matrix = qrMatrix(text)
  const side = (matrix.size + 2 * QUIET_ZONE) * scale
  return concat([
    Uint8Array.from(SIGNATURE),
    chunk('IHDR', header(side)),
    chunk('IDAT', await zlib(scanlines(matrix, scale, side))),
    chunk('IEND', new Uint8Array()),
  ])
}

/** Width, height, bit depth 1, colour type 0 (grey), deflate, no filter method but 0, not interlaced. */
function header(side: number): Uint8Array {
  const bytes = new Uint8Array(13)
  const view = new DataView(bytes.buffer)
  view.setUint32(0, side)
  view.setUint32(4, side)
  bytes[8] = 1
  return bytes
}

/** One filter byte (none) and the row's bits, 1 is white; each row of modules is repeated `scale` times. */
function scanlines(matrix: QrMatrix, scale: number, side: number): Uint8Array {
  const stride = 1 + Math.ceil(side / 8)
  const bytes = new Uint8Array(stride * side)
  for (let y = 0; y < side; y += 1) {
    const row = Math.floor(y / scale) - QUIET_ZONE
    for (let x = 0; x < side; x += 1) {
      const column = Math.floor(x / scale) - QUIET_ZONE
      if (isDark(matrix, row, column)) continue
      const index = y * stride + 1 + (x >> 3)
      bytes[index] = (bytes[index] ?? 0) | (0x80 >> (x & 7))
    }
  }
  return bytes
}

function isDark({ size, isDark }: QrMatrix, row: number, column: number): boolean {
  return row >= 0 && column >= 0 && row < size && column < size && isDark(row, column)
}

function chunk(type: string, data: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(12 + data.length)
  const view = new DataView(bytes.buffer)
  view.setUint32(0, data.length)
  bytes.set(new TextEncoder().encode(type), 4)
  bytes.set(data, 8)
  view.setUint32(8 + data.length, crc32(bytes.subarray(4, 8 + data.length)))
  return bytes
}

async function zlib(bytes: Uint8Array): Promise<Uint8Array> {
  const stream = new Blob([bytes as Uint8Array<ArrayBuffer>])
    .stream()
    .pipeThrough(new CompressionStream('deflate'))
  return new Uint8Array(await new Response(stream).arrayBuffer())
}

function concat(parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((length, part) => length + part.length, 0))
  let offset = 0
  for (const part of parts) {
    bytes.set(part, offset)
    offset += part.length
  }
  return bytes
}
