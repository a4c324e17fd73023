// The decoding worker: ZXing's C++ engine on whole frames, away from the page so that it never stutters.
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader'
import wasmUrl from 'zxing-wasm/reader/zxing_reader.wasm?url'
import type { DecodeReply, DecodeRequest, Frame } from './decode-messages.ts'
import { DECODE_OPTIONS } from './decode-options.ts'
import { frameSize, readSize } from './frame-size.ts'

declare const self: DedicatedWorkerGlobalScope

/** The engine's first decodes are slow; they are spent on nothing before the first guest comes. */
const WARM_UP_DECODES = 5

let canvas = new OffscreenCanvas(1, 1)
let brush = canvas.getContext('2d', { willReadFrequently: true })

function pixelsOf(frame: Frame): ImageData | null {
  const { width, height } = readSize(frameSize(frame))
  if (canvas.width !== width || canvas.height !== height) {
    canvas = new OffscreenCanvas(width, height)
    brush = canvas.getContext('2d', { willReadFrequently: true })
  }
  brush?.drawImage(frame, 0, 0, width, height)
  return brush?.getImageData(0, 0, width, height) ?? null
}

async function textOf(frame: Frame): Promise<string | null> {
  try {
    const pixels = pixelsOf(frame)
    if (!pixels) return null
    const [found] = await readBarcodes(pixels, DECODE_OPTIONS)
    return found?.isValid ? found.text : null
  } catch {
    // One frame that the engine chokes on is a miss; the next one comes in 30 ms.
    return null
  } finally {
    frame.close()
  }
}

const say = (reply: DecodeReply) => self.postMessage(reply)

self.addEventListener('message', async (event: MessageEvent<DecodeRequest>) => {
  const startedAtMs = performance.now()
  const text = await textOf(event.data.frame)
  say({ type: 'decoded', id: event.data.id, text, tookMs: performance.now() - startedAtMs })
})

async function warmUp(): Promise<void> {
  // The library's default is a CDN; ours is in the precache.
  await prepareZXingModule({ overrides: { locateFile: () => wasmUrl }, fireImmediately: true })
  const blank = new ImageData(320, 240)
  for (let nth = 0; nth < WARM_UP_DECODES; nth += 1) await readBarcodes(blank, DECODE_OPTIONS)
}

warmUp().then(
  () => say({ type: 'ready' }),
  (error: unknown) =>
    say({ type: 'failed', reason: error instanceof Error ? error.name : 'unknown' }),
)
