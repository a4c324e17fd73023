// A licence's PDF417, drawn as a barcode and read as the door reads it, by the same engine.
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { readLicence } from '@maguey/ticket-core/licence'
import { beforeAll, expect, test } from 'vitest'
import { prepareZXingModule, readBarcodes, writeBarcode } from 'zxing-wasm/full'
import { DECODE_OPTIONS, LICENCE_VARIANT } from './decode-frames.ts'

const LICENCE = [
  '@\n\u001e\rANSI 636014100002DL00410288ZC03290015DLDAQY1234567\nDCSGARCIA LOPEZ\nDDEN\nDACMARIA\nDDFN',
  'DADELENA\nDDGN\nDCAC\nDCBNONE\nDCDNONE\nDBD06112024\nDBB02291996\nDBA08312029\nDBC2\nDAU064 IN',
  'DAYBRO\nDAG1234 MADE UP ST\nDAISACRAMENTO\nDAJCA\nDAK958140000  \nDCGUSA\rZCZCA\nZCBDBB01011900\r',
].join('\n')

beforeAll(async () => {
  const wasm = createRequire(import.meta.url).resolve('zxing-wasm/full/zxing_full.wasm')
  const wasmBinary = new Uint8Array(await readFile(wasm)).buffer
  await prepareZXingModule({ overrides: { wasmBinary }, fireImmediately: true })
})

async function barcode(): Promise<Blob> {
  const { image, error } = await writeBarcode(LICENCE, { format: 'PDF417', scale: 3 })
  if (!image) throw new Error(error)
  return image
}

test('the barcode of a licence is read to its birth date', async () => {
  const [found] = await readBarcodes(await barcode(), LICENCE_VARIANT.options)
  expect(found?.isValid).toBe(true)
  expect(readLicence(found?.text ?? '')).toMatchObject({
    ok: true,
    licence: { born: '1996-02-29', name: { given: 'MARIA ELENA', family: 'GARCIA LOPEZ' } },
  })
})

test('while tickets are read, no licence is', async () => {
  expect(await readBarcodes(await barcode(), DECODE_OPTIONS)).toEqual([])
})
