// The decoding worker: ZXing's C++ engine on whole frames, off the page's thread so that the page never stutters.
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader'
import wasmUrl from 'zxing-wasm/reader/zxing_reader.wasm?url'
import {
  DECODE_OPTIONS,
  type DecodeReply,
  type DecodeRequest,
  type Frame,
  frameSize,
  isPicture,
  LICENCE_VARIANT,
  type Reads,
  readSize,
  variantAfter,
} from './decode-frames.ts'

declare const self: DedicatedWorkerGlobalScope

/** The engine's first decodes are slow, so they are done before the first guest arrives. */
const WARM_UP_DECODES = 5

let canvas = new OffscreenCanvas(1, 1)
let brush = canvas.getContext('2d', { willReadFrequently: true })
/** Frames in a row without a code. */
let misses = 0

function pixelsOf(frame: Frame, longSide: number): ImageData | null {
  const { width, height } = readSize(frameSize(frame), longSide)
  if (canvas.width !== width || canvas.height !== height) {
    canvas = new OffscreenCanvas(width, height)
    brush = canvas.getContext('2d', { willReadFrequently: true })
  }
  brush?.drawImage(frame, 0, 0, width, height)
  return brush?.getImageData(0, 0, width, height) ?? null
}

/** Null: nothing was read, because there was no picture or the engine failed on it. */
async function textsOf(frame: Frame, reads: Reads): Promise<string[] | null> {
  try {
    const { longSide, options } = reads === 'licences' ? LICENCE_VARIANT : variantAfter(misses)
    const pixels = pixelsOf(frame, longSide)
    if (!pixels || !isPicture(pixels)) return null
    const found = await readBarcodes(pixels, options)
    return found.filter(({ isValid }) => isValid).map(({ text }) => text)
  } catch {
    // The next frame follows in a moment.
    return null
  } finally {
    frame.close()
  }
}

const say = (reply: DecodeReply) => self.postMessage(reply)

self.addEventListener('message', async (event: MessageEvent<DecodeRequest>) => {
  const startedAtMs = performance.now()
  const texts = await textsOf(event.data.frame, event.data.reads)
  misses = texts?.length ? 0 : misses + 1
  say({ type: 'decoded', id: event.data.id, texts, tookMs: performance.now() - startedAtMs })
})

async function warmUp(): Promise<void> {
  // The library would load it from a CDN by default; ours is in the precache.
  await prepareZXingModule({ overrides: { locateFile: () => wasmUrl }, fireImmediately: true })
  const blank = new ImageData(320, 240)
  for (let nth = 0; nth < WARM_UP_DECODES; nth += 1) await readBarcodes(blank, DECODE_OPTIONS)
}

warmUp().then(
  () => say({ type: 'ready' }),
  (error: unknown) =>
    say({ type: 'failed', reason: error instanceof Error ? error.name : 'unknown' }),
)
