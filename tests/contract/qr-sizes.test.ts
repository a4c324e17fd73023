// The code of a ticket in everything that a customer may hold up (file, mail, paper), as large as a phone shows it and half
// as large, read by the door's decoder.
import { inflateSync } from 'node:zlib'
import { createTicketsPdf } from '@maguey/functions/pdf/tickets-pdf'
import { qrPng } from '@maguey/functions/qr/qr-png'
import { exampleEvent, exampleTicket } from '@maguey/functions/testing/examples'
import { PNG } from 'pngjs'
import { describe, expect, it } from 'vitest'
import { readQrPng } from './support/read-qr.ts'

const ticket = exampleTicket(1)

/** How dark a point is: 0 to 1 on both axes from the left and from the top; 0 is black and 255 white. */
type Picture = (across: number, down: number) => number

/** A phone's screen is 390 points wide, and so much of it does each show the code. */
const HELD_UP: readonly (readonly [string, number, () => Promise<Picture>])[] = [
  [
    'the PNG, as wide as the screen',
    390,
    async () => pngPicture(await qrPng(ticket.qr_code_data, { scale: 12 })),
  ],
  ['the mail', 280, async () => pngPicture(await qrPng(ticket.qr_code_data, { scale: 9 }))],
  ['a page of the PDF, as wide as the screen', 390, pdfPicture],
]

describe.each(HELD_UP)('%s', (_, width, picture) => {
  it.each([1, 2])('is read on a screen with 1/%i of its size', async (part) => {
    const shown = render(await picture(), Math.round(width / part))
    expect(await readQrPng(shown)).toEqual([ticket.qr_code_data])
  })
})

const SAMPLES = 4

/** Each pixel is the mean of what is under it. */
function render(picture: Picture, side: number): Buffer {
  const png = new PNG({ width: side, height: side })
  const fine = side * SAMPLES
  for (let index = 0; index < side * side; index += 1) {
    let sum = 0
    for (let sample = 0; sample < SAMPLES * SAMPLES; sample += 1) {
      const x = (index % side) * SAMPLES + (sample % SAMPLES)
      const y = Math.floor(index / side) * SAMPLES + Math.floor(sample / SAMPLES)
      sum += picture((x + 0.5) / fine, (y + 0.5) / fine)
    }
    png.data.fill(Math.round(sum / SAMPLES ** 2), index * 4, index * 4 + 3)
    png.data[index * 4 + 3] = 255
  }
  return PNG.sync.write(png)
}

function pngPicture(bytes: Uint8Array): Picture {
  const { data, width, height } = PNG.sync.read(Buffer.from(bytes))
  return (across, down) =>
    data[(Math.floor(down * height) * width + Math.floor(across * width)) * 4] ?? 255
}

const A5_WIDTH = 420

/** The top square of a page: what stands in its content is read from the file, not asked of who drew it. */
async function pdfPicture(): Promise<Picture> {
  const bytes = await createTicketsPdf({
    order: { number: 'MGY-7K3QXM', created_at: '2026-11-20T12:00:00+00:00' },
    event: exampleEvent,
    tickets: [ticket],
    locale: 'en',
  })
  const { rectangles, left, top, scale } = codeIn(contentsOf(Buffer.from(bytes)).join())
  const dark = new Set(
    rectangles.flatMap(({ x, y, length }) =>
      Array.from({ length }, (_, step) => `${x + step} ${y}`),
    ),
  )
  return (across, down) => {
    const column = Math.floor((across * A5_WIDTH - left) / scale)
    const row = Math.floor((down * A5_WIDTH - top) / scale)
    return dark.has(`${column} ${row}`) ? 0 : 255
  }
}

/** Every deflated stream that is text. */
function contentsOf(pdf: Buffer): string[] {
  const found: string[] = []
  for (let at = pdf.indexOf('stream'); at !== -1; at = pdf.indexOf('stream', at + 6)) {
    try {
      found.push(inflateSync(pdf.subarray(at + 'stream\n'.length)).toString('latin1'))
    } catch {
      // The end of a stream, or one that isn't deflated.
    }
  }
  return found
}

/** "3 0 m 10 0 l 10 1 l 3 1 l h": a run of dark modules, in modules. */
function rectanglesOf(content: string) {
  const run = /(\d+) (\d+) m\s+(\d+) \2 l\s+\3 (\d+) l\s+\1 \4 l\s+h/g
  return [...content.matchAll(run)].map(([, x, y, end]) => ({
    ...{ x: Number(x), y: Number(y), length: Number(end) - Number(x) },
  }))
}

const A5_HEIGHT = 595

/** What is drawn upside down and larger: modules, in points from the left and from the top. */
function codeIn(content: string) {
  const drawing =
    /1 0 0 1 ([\d.]+) ([\d.]+) cm\s+1 0 0 1 0 0 cm\s+([\d.]{3,}) 0 0 -\3 0 0 cm([^Q]+)Q/
  const [, left, bottom, scale, shapes = ''] = drawing.exec(content) ?? []
  return {
    rectangles: rectanglesOf(shapes),
    ...{ left: Number(left), top: A5_HEIGHT - Number(bottom), scale: Number(scale) },
  }
}
