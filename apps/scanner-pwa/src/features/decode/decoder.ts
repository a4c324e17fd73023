// A decoder reads one frame at a time. Which engine does it depends on what the browser can run.
import type { DecodeReply, DecodeRequest, Frame } from './decode-messages.ts'

export type Decoder = {
  engine: 'zxing-wasm' | 'zxing-js'
  /** The QR code's text, or null. Takes the frame over and closes it. Never rejects. */
  decode: (frame: Frame) => Promise<string | null>
  dispose: () => void
}

type WorkerLike = Pick<Worker, 'postMessage' | 'addEventListener' | 'terminate'>

/** A worker that says nothing for this long was killed by the system; the frame counts as a miss. */
const ANSWER_WITHIN_MS = 5_000

/**
 * Rejects when the worker can't start or can't load its engine; then another engine must do. `onDead` is called when
 * a worker that has worked does not answer any more.
 */
export async function createWorkerDecoder(
  worker: WorkerLike,
  onDead: () => void = () => {},
): Promise<Decoder> {
  const waiting = new Map<number, (text: string | null) => void>()
  let lastId = 0
  await new Promise<void>((resolve, reject) => {
    worker.addEventListener('error', () => reject(new Error('decoding worker failed')))
    worker.addEventListener('message', (event: MessageEvent<DecodeReply>) => {
      const reply = event.data
      if (reply.type === 'ready') resolve()
      else if (reply.type === 'failed') reject(new Error(reply.reason))
      else {
        waiting.get(reply.id)?.(reply.text)
        waiting.delete(reply.id)
      }
    })
  })
  return {
    engine: 'zxing-wasm',
    decode: (frame) =>
      new Promise((resolve) => {
        lastId += 1
        const id = lastId
        const request: DecodeRequest = { id, frame }
        const timer = setTimeout(() => {
          waiting.delete(id)
          resolve(null)
          onDead()
        }, ANSWER_WITHIN_MS)
        waiting.set(id, (text) => {
          clearTimeout(timer)
          resolve(text)
        })
        worker.postMessage(request, [frame])
      }),
    dispose: () => {
      worker.terminate()
      for (const give of waiting.values()) give(null)
    },
  }
}

export type DecoderParts = {
  hasWebAssembly: boolean
  hasOffscreenCanvas: boolean
  startWorker: () => WorkerLike
  loadFallback: () => Promise<Decoder>
  onDead?: () => void
}

/** The worker where it can run; else ZXing in plain JavaScript, which is loaded only then. */
export async function chooseDecoder(parts: DecoderParts): Promise<Decoder> {
  if (!parts.hasWebAssembly || !parts.hasOffscreenCanvas) return await parts.loadFallback()
  const worker = parts.startWorker()
  try {
    return await createWorkerDecoder(worker, parts.onDead)
  } catch {
    worker.terminate()
    return await parts.loadFallback()
  }
}

let shared: Promise<Decoder> | undefined

/**
 * The page's one decoder: loading and warming it again would cost the first guests. It is made anew only when its
 * worker has died. iOS in Lockdown Mode has no WebAssembly.
 */
export function sharedDecoder(): Promise<Decoder> {
  shared ??= chooseDecoder({
    onDead: () => {
      void shared?.then((dead) => dead.dispose())
      shared = undefined
    },
    hasWebAssembly: typeof WebAssembly === 'object',
    hasOffscreenCanvas: typeof OffscreenCanvas === 'function',
    startWorker: () =>
      new Worker(new URL('./decode.worker.ts', import.meta.url), { type: 'module' }),
    loadFallback: async () => (await import('./fallback-decoder.ts')).createFallbackDecoder(),
  })
  return shared
}
