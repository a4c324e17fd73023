// Our QR images, read back by ZXing: another engine than the one that drew them.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { PNG } from 'pngjs'
import { describe, expect, it } from 'vitest'
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader'
import { exampleTicket } from '../testing/examples.ts'
import { crc32 } from './crc32.ts'
import { QUIET_ZONE, qrMatrix } from './qr-matrix.ts'
import { qrPng } from './qr-png.ts'
import { qrSvg } from './qr-svg.ts'

const wasmFile = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm')
prepareZXingModule({ overrides: { wasmBinary: Uint8Array.from(readFileSync(wasmFile)).buffer } })

const text = exampleTicket(1).qr_code_data

async function readImage(image: {
  data: Uint8ClampedArray
  width: number
  height: number
}): Promise<string[]> {
  const found = await readBarcodes(image as ImageData, { formats: ['QRCode'] })
  return found.map((code) => code.text)
}

/** Fills the runs of our SVG's path, as a renderer would at one pixel per `1 / scale` module. */
function rasterise(svg: string, scale: number) {
  const side = Number(/viewBox="0 0 (\d+)/.exec(svg)?.[1]) * scale
  const data = new Uint8ClampedArray(side * side * 4).fill(255)
  for (const [, x, y, length] of svg.matchAll(/M(\d+) (\d+)h(\d+)v1h-\3z/g)) {
    for (let row = Number(y) * scale; row < (Number(y) + 1) * scale; row += 1) {
      const start = (row * side + Number(x) * scale) * 4
      for (let index = 0; index < Number(length) * scale; index += 1)
        data.fill(0, start + index * 4, start + index * 4 + 3)
    }
  }
  return { data, width: side, height: side }
}

describe('a ticket’s QR code', () => {
  it('is alphanumeric, at most version 7, and so coarse enough for a bad camera', () => {
    expect(text).toMatch(/^[0-9A-Z $%*+\-./:]+$/)
    expect(qrMatrix(text).size).toBeLessThanOrEqual(45)
  })

  it('is read from the PNG', async () => {
    const png = PNG.sync.read(Buffer.from(await qrPng(text, { scale: 9 })))
    const data = Uint8ClampedArray.from(png.data)
    expect(await readImage({ data, width: png.width, height: png.height })).toEqual([text])
  })

  it('is read from the SVG', async () => {
    expect(await readImage(rasterise(qrSvg(text), 4))).toEqual([text])
  })

  it('stands in a white quiet zone of four modules', async () => {
    const scale = 3
    const png = PNG.sync.read(Buffer.from(await qrPng(text, { scale })))
    expect(png.width).toBe((qrMatrix(text).size + 2 * QUIET_ZONE) * scale)
    const grey = (x: number, y: number) => png.data[(y * png.width + x) * 4]
    for (let index = 0; index < png.width; index += 1) {
      expect([grey(index, 0), grey(0, index), grey(index, QUIET_ZONE * scale - 1)]).toEqual([
        255, 255, 255,
      ])
    }
    expect(grey(QUIET_ZONE * scale, QUIET_ZONE * scale)).toBe(0)
  })
})

describe('crc32', () => {
  it('gives the check value of the catalogue (CRC-32/ISO-HDLC)', () => {
    expect(crc32(new TextEncoder().encode('123456789'))).toBe(0xcbf43926)
  })
})
