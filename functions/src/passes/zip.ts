// A ZIP of small files, stored as they are (APPNOTE.TXT 4.3): a pass is a few kilobytes, most of them pictures.
import { crc32 } from '../qr/crc32.ts'

export type ZipFile = { name: string; bytes: Uint8Array }

const LOCAL = 0x04034b50
const CENTRAL = 0x02014b50
const END = 0x06054b50
/** 2.0, and names in UTF-8. */
const VERSION = 20
const UTF8 = 0x0800
/** 1980-01-01: the archive says nothing of when it was made. */
const DATE = 0x0021

export function zip(files: readonly ZipFile[]): Uint8Array<ArrayBuffer> {
  const parts: Uint8Array[] = []
  const directory: Uint8Array[] = []
  let offset = 0
  for (const { name, bytes } of files) {
    const nameBytes = new TextEncoder().encode(name)
    const facts = [crc32(bytes), bytes.length, bytes.length] as const
    const local = record([
      [4, LOCAL],
      [2, VERSION],
      [2, UTF8],
      [2, 0],
      [2, 0],
      [2, DATE],
      [4, facts[0]],
      [4, facts[1]],
      [4, facts[2]],
      [2, nameBytes.length],
      [2, 0],
    ])
    directory.push(
      record([
        [4, CENTRAL],
        [2, VERSION],
        [2, VERSION],
        [2, UTF8],
        [2, 0],
        [2, 0],
        [2, DATE],
        [4, facts[0]],
        [4, facts[1]],
        [4, facts[2]],
        [2, nameBytes.length],
        [2, 0],
        [2, 0],
        [2, 0],
        [2, 0],
        [4, 0],
        [4, offset],
      ]),
      nameBytes,
    )
    parts.push(local, nameBytes, bytes)
    offset += local.length + nameBytes.length + bytes.length
  }
  const directorySize = lengthOf(directory)
  const end = record([
    [4, END],
    [2, 0],
    [2, 0],
    [2, files.length],
    [2, files.length],
    [4, directorySize],
    [4, offset],
    [2, 0],
  ])
  return concat([...parts, ...directory, end])
}

/** Little-endian fields of two or four bytes. */
function record(fields: readonly (readonly [2 | 4, number])[]): Uint8Array {
  const bytes = new Uint8Array(fields.reduce((sum, [size]) => sum + size, 0))
  const view = new DataView(bytes.buffer)
  let at = 0
  for (const [size, value] of fields) {
    if (size === 2) view.setUint16(at, value, true)
    else view.setUint32(at, value, true)
    at += size
  }
  return bytes
}

const lengthOf = (parts: readonly Uint8Array[]) => parts.reduce((sum, part) => sum + part.length, 0)

function concat(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(lengthOf(parts))
  let at = 0
  for (const part of parts) {
    bytes.set(part, at)
    at += part.length
  }
  return bytes
}
