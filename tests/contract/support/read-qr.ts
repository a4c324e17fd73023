// Reads QR codes from a PNG as the door does: its engine with its options, rather than the library that draws them.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { PNG } from 'pngjs'
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader'
import { DECODE_OPTIONS } from '../../../apps/scanner-pwa/src/features/decode/decode-frames.ts'

const wasmFile = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm')
prepareZXingModule({ overrides: { wasmBinary: Uint8Array.from(readFileSync(wasmFile)).buffer } })

export async function readQrPng(bytes: Uint8Array): Promise<string[]> {
  const { data, width, height } = PNG.sync.read(Buffer.from(bytes))
  const image = { data: Uint8ClampedArray.from(data), width, height } as ImageData
  return (await readBarcodes(image, DECODE_OPTIONS)).map(({ text }) => text)
}
