// The page's one decoder: the worker where it can run, otherwise ZXing in plain JavaScript.
import { loadOnce } from '#shared/load-once.ts'
import { createWorkerDecoder, type Decoder, READY_WITHIN_MS, type WorkerLike } from './decoder.ts'

export type DecoderParts = {
  hasWebAssembly: boolean
  hasOffscreenCanvas: boolean
  startWorker: () => WorkerLike
  loadFallback: () => Promise<Decoder>
  onDead?: () => void
}

/** The fallback is loaded only when needed. Rejects if neither engine is available. */
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

const LOAD_WITHIN_MS = 2 * READY_WITHIN_MS

const shared = loadOnce(async (): Promise<Decoder> => {
  const decoder = await chooseDecoder({
    onDead: () => {
      decoder.dispose()
      shared.forget()
    },
    // iOS in Lockdown Mode doesn't have it.
    hasWebAssembly: typeof WebAssembly === 'object',
    hasOffscreenCanvas: typeof OffscreenCanvas === 'function',
    startWorker: () =>
      new Worker(new URL('./decode.worker.ts', import.meta.url), { type: 'module' }),
    loadFallback: async () => (await import('./fallback-decoder.ts')).createFallbackDecoder(),
  })
  return decoder
}, LOAD_WITHIN_MS)

/** Loading and warming up a decoder again would delay guests: it is replaced only when it failed or died. */
export const sharedDecoder = shared.get
