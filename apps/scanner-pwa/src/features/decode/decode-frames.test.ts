// The engine with our options reads tickets as a door sees them: upright, turned, inverted, small, faint and noisy.
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import QRCode from 'qrcode'
import { beforeAll, expect, test } from 'vitest'
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader'
import { DECODE_OPTIONS, isPicture, readSize, VARIANTS, variantAfter } from './decode-frames.ts'

// As long as a real one: id, type, key and 103 characters of signature.
const TEXT = `MGY-PF-20260115-0123456789AB.VIP.K1${'ABCDEFGHJKMNPQRSTVWXYZ0123456789'.repeat(4).slice(0, 103)}`
const WIDTH = 960
const HEIGHT = 540

type Look = { size: number; dark: number; light: number; turned?: boolean; noise?: number }

beforeAll(async () => {
  const path = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm')
  const wasmBinary = new Uint8Array(await readFile(path)).buffer
  await prepareZXingModule({ overrides: { wasmBinary }, fireImmediately: true })
})

/** Seeded, so that failures are reproducible. */
function createNoise(amplitude: number): () => number {
  let seed = 42
  return () => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648
    return (seed / 2_147_483_648 - 0.5) * 2 * amplitude
  }
}

type Modules = ReturnType<typeof QRCode.create>['modules']

const QUIET = 4

/** Whether the module at a point of the code's square (0 to 1 on both axes) is dark. */
function isDarkAt(modules: Modules, across: number, down: number): boolean {
  const column = Math.floor(across * (modules.size + 2 * QUIET)) - QUIET
  const row = Math.floor(down * (modules.size + 2 * QUIET)) - QUIET
  const inside = Math.min(column, row) >= 0 && Math.max(column, row) < modules.size
  return inside && modules.get(row, column) === 1
}

function frameOf(
  { size, dark, light, turned = false, noise = 0 }: Look,
  text: string = TEXT,
): ImageData {
  const { modules } = QRCode.create(text, { errorCorrectionLevel: 'M' })
  const grain = createNoise(noise)
  const data = new Uint8ClampedArray(WIDTH * HEIGHT * 4).fill(255)
  for (let pixel = 0; pixel < WIDTH * HEIGHT; pixel += 1) {
    const across = ((pixel % WIDTH) - (WIDTH - size) / 2) / size
    const down = (Math.floor(pixel / WIDTH) - (HEIGHT - size) / 2) / size
    const isDark = turned ? isDarkAt(modules, down, 1 - across) : isDarkAt(modules, across, down)
    data.fill((isDark ? dark : light) + grain(), pixel * 4, pixel * 4 + 3)
  }
  return { data, width: WIDTH, height: HEIGHT, colorSpace: 'srgb' } as ImageData
}

test.each<[string, Look]>([
  ['upright', { size: 400, dark: 20, light: 235 }],
  ['turned by a quarter', { size: 400, dark: 20, light: 235, turned: true }],
  ['on a phone in dark mode', { size: 400, dark: 235, light: 20 }],
  ['small, at arm’s length', { size: 190, dark: 20, light: 235 }],
  ['faint, on a dim screen', { size: 400, dark: 90, light: 130 }],
  ['noisy, in the dark', { size: 400, dark: 60, light: 150, noise: 40 }],
])('reads a ticket %s', async (_name, look) => {
  const [found] = await readBarcodes(frameOf(look), DECODE_OPTIONS)
  expect(found?.text).toBe(TEXT)
})

test('finds nothing where there is nothing', async () => {
  const blank = frameOf({ size: 400, dark: 128, light: 128, noise: 60 })
  expect(await readBarcodes(blank, DECODE_OPTIONS)).toEqual([])
})

test.each([
  [1280, 720, 960, 540],
  [720, 1280, 540, 960],
  [640, 480, 640, 480],
])('a frame of %i×%i is read at %i×%i', (width, height, toWidth, toHeight) => {
  expect(readSize({ width, height }, 960)).toEqual({ width: toWidth, height: toHeight })
})

test('misses go through all variants and begin anew; a hit goes back to the first', () => {
  expect([0, 1, 2, 3, 4].map(variantAfter)).toEqual([...VARIANTS, VARIANTS[0]])
})

test('a ticket beside a poster is read, and so is the poster', async () => {
  const poster = frameOf({ size: 400, dark: 20, light: 235 }, 'https://example.com/menu')
  const ticket = frameOf({ size: 400, dark: 20, light: 235 })
  const half = WIDTH / 2
  for (let row = 0; row < HEIGHT; row += 1) {
    const right = poster.data.subarray((row * WIDTH + half / 2) * 4, (row * WIDTH + half * 1.5) * 4)
    const left = ticket.data.slice((row * WIDTH + half / 2) * 4, (row * WIDTH + half * 1.5) * 4)
    ticket.data.set(left, row * WIDTH * 4)
    ticket.data.set(right, (row * WIDTH + half) * 4)
  }
  const found = await readBarcodes(ticket, DECODE_OPTIONS)
  expect(found.map(({ text }) => text).sort()).toEqual([TEXT, 'https://example.com/menu'].sort())
})

test('a dark picture is one, and empty pixels are none', () => {
  const pixels = (alpha: number) => ({
    data: new Uint8ClampedArray(64).map((_, nth) => (nth % 4 === 3 ? alpha : 0)),
  })
  expect(isPicture(pixels(255))).toBe(true)
  expect(isPicture(pixels(0))).toBe(false)
})
