// Runs inside the page of the decode bench: makes each frame and feeds it to the app's worker and to @zxing/browser.
import { CROCKFORD_ALPHABET } from '@maguey/ticket-core/crockford'
import { BrowserQRCodeReader } from '@zxing/browser'
import { DecodeHintType } from '@zxing/library'
import QRCode from 'qrcode'
import { createRandom, doorFrame, emptyFrame, type Frame, HEIGHT, WIDTH } from './door-frames.ts'

export type Reading = { found: boolean; misread: boolean; tookMs: number }
/** `looks`: how many frames in a row the app's worker needed to find the code. */
export type FrameResult = { app: Reading & { looks: number }; zxing: Reading }

/** One per variant: a guest holds up the phone for at least a quarter of a second. */
const LOOKS = 4

const worker = { port: undefined as unknown as Worker, lastId: 0 }
const reader = new BrowserQRCodeReader(new Map([[DecodeHintType.TRY_HARDER, true]]))
const canvas = document.createElement('canvas')
canvas.width = WIDTH
canvas.height = HEIGHT
const brush = canvas.getContext('2d', { willReadFrequently: true })

async function start(workerUrl: string): Promise<void> {
  worker.port = new Worker(workerUrl, { type: 'module' })
  await new Promise<void>((resolve, reject) => {
    worker.port.addEventListener('error', () => reject(new Error('the worker did not start')))
    worker.port.addEventListener('message', ({ data }) => {
      if (data.type === 'ready') resolve()
      if (data.type === 'failed') reject(new Error(data.reason))
    })
  })
}

function decodeInWorker(frame: ImageBitmap): Promise<{ texts: string[]; tookMs: number }> {
  return new Promise((resolve) => {
    worker.lastId += 1
    const id = worker.lastId
    const hear = ({ data }: MessageEvent) => {
      if (data.id !== id) return
      worker.port.removeEventListener('message', hear)
      resolve({ ...data, texts: data.texts ?? [] })
    }
    worker.port.addEventListener('message', hear)
    worker.port.postMessage({ id, frame }, [frame])
  })
}

function decodeByZxing(): { texts: string[]; tookMs: number } {
  const startedMs = performance.now()
  let texts: string[] = []
  try {
    texts = [reader.decodeFromCanvas(canvas).getText()]
  } catch {
    // This library throws on a frame without a code.
  }
  return { texts, tookMs: performance.now() - startedMs }
}

/** As long as a real ticket's text. */
function textFor(kind: string, nth: number): string {
  const random = createRandom([...kind].reduce((sum, one) => sum * 31 + one.charCodeAt(0), nth) | 0)
  const symbols = (count: number) =>
    Array.from({ length: count }, () => CROCKFORD_ALPHABET[Math.floor(random() * 32)]).join('')
  return `MGY-PF-20260115-${symbols(12)}.VIP.K1${symbols(103)}`
}

const judged = (texts: readonly string[], text: string | null, tookMs: number): Reading => ({
  found: text !== null && texts.includes(text),
  misread: texts.some((each) => each !== text),
  tookMs,
})

function draw({ luma }: Frame): void {
  const image = new ImageData(WIDTH, HEIGHT)
  const pixels = new Uint32Array(image.data.buffer)
  for (let pixel = 0; pixel < luma.length; pixel += 1) {
    pixels[pixel] = 0xff_00_00_00 + (luma[pixel] ?? 0) * 0x01_01_01
  }
  brush?.putImageData(image, 0, 0)
}

const codeOf = (text: string) => QRCode.create(text, { errorCorrectionLevel: 'M' }).modules

/** `kind` null: a frame with nothing to read. */
async function measureFrame(kind: string | null, nth: number): Promise<FrameResult> {
  const text = kind === null ? null : textFor(kind, nth)
  draw(kind === null || text === null ? emptyFrame(nth) : doorFrame(kind, nth, codeOf(text)))
  let app = { found: false, misread: false, tookMs: 0 }
  let looks = 0
  while (looks < LOOKS && !app.found) {
    looks += 1
    const { texts, tookMs } = await decodeInWorker(await createImageBitmap(canvas))
    const seen = judged(texts, text, tookMs)
    app = { ...seen, misread: app.misread || seen.misread }
  }
  const { texts, tookMs } = decodeByZxing()
  return { app: { ...app, looks }, zxing: judged(texts, text, tookMs) }
}

Object.assign(globalThis, { magueyDecode: { start, measureFrame } })
