// Reads QR codes from a PNG with ZXing, which the door uses too, rather than with the library that draws them.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { PNG } from 'pngjs'
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader'

const wasmFile = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm')
prepareZXingModule({ overrides: { wasmBinary: Uint8Array.from(readFileSync(wasmFile)).buffer } })

export async function readQrPng(bytes: Uint8Array): Promise<string[]> {
  const { data, width, height } = PNG.sync.read(Buffer.from(bytes))
  const image = { data: Uint8ClampedArray.from(data), width, height } as ImageData
  return (await readBarcodes(image, { formats: ['QRCode'] })).map(({ text }) => text)
}
