// A decoder reads one frame at a time: in a worker, with ZXing's C++ engine.
import { withDeadline } from '#shared/load-once.ts'
import type { DecodeReply, DecodeRequest, Frame, Reads } from './decode-frames.ts'

export type Decoder = {
  engine: 'zxing-wasm' | 'zxing-js'
  /**
   * The texts of all codes of the kind in the frame; null if nothing could be read: no answer, or no picture in it.
   * Takes ownership of the frame and closes it. Never rejects. Only `zxing-wasm` reads licences.
   */
  decode: (frame: Frame, reads?: Reads) => Promise<string[] | null>
  dispose: () => void
}

export type WorkerLike = Pick<Worker, 'postMessage' | 'addEventListener' | 'terminate'>

/** Time to fetch and compile a megabyte on a slow phone; a worker that the system never starts reports nothing. */
export const READY_WITHIN_MS = 15_000

/** A worker that is silent for this long was killed by the system. */
const ANSWER_WITHIN_MS = 5_000

/**
 * Rejects if the worker can't start, can't load its engine or takes too long: then another engine must do. `onDead`
 * is called when a worker that used to work stops answering.
 */
export async function createWorkerDecoder(
  worker: WorkerLike,
  onDead: () => void = () => {},
): Promise<Decoder> {
  const waiting = new Map<number, (texts: string[] | null) => void>()
  let lastId = 0
  const ready = new Promise<void>((resolve, reject) => {
    worker.addEventListener('error', () => reject(new Error('decoding worker failed')))
    worker.addEventListener('message', (event: MessageEvent<DecodeReply>) => {
      const reply = event.data
      if (reply.type === 'ready') resolve()
      else if (reply.type === 'failed') reject(new Error(reply.reason))
      else {
        waiting.get(reply.id)?.(reply.texts)
        waiting.delete(reply.id)
      }
    })
  })
  await withDeadline(ready, READY_WITHIN_MS)
  return {
    engine: 'zxing-wasm',
    decode: (frame, reads = 'tickets') =>
      new Promise((resolve) => {
        lastId += 1
        const id = lastId
        const request: DecodeRequest = { id, frame, reads }
        const timer = setTimeout(() => {
          waiting.delete(id)
          resolve(null)
          onDead()
        }, ANSWER_WITHIN_MS)
        waiting.set(id, (texts) => {
          clearTimeout(timer)
          resolve(texts)
        })
        worker.postMessage(request, [frame])
      }),
    dispose: () => {
      worker.terminate()
      for (const give of waiting.values()) give(null)
    },
  }
}
