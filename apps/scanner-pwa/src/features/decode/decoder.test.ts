// Which engine is used, and what happens when the worker fails: with a worker played by the test.
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { cameraProblem, openCamera } from './camera.ts'
import type { DecodeReply, DecodeRequest } from './decode-frames.ts'
import { createWorkerDecoder, type Decoder, READY_WITHIN_MS } from './decoder.ts'
import { chooseDecoder } from './shared-decoder.ts'

const frame = {} as ImageBitmap
const fallback: Decoder = { engine: 'zxing-js', decode: async () => [], dispose: () => {} }

function playedWorker(answer: (request: DecodeRequest) => DecodeReply | undefined) {
  const listeners: Record<string, ((event: { data: DecodeReply }) => void)[]> = {}
  const say = (data: DecodeReply) => {
    for (const listen of listeners.message ?? []) listen({ data })
  }
  const worker = {
    terminated: false,
    addEventListener: (type: string, listen: (event: { data: DecodeReply }) => void) => {
      listeners[type] = [...(listeners[type] ?? []), listen]
    },
    postMessage: (request: DecodeRequest) => {
      const reply = answer(request)
      if (reply) say(reply)
    },
    terminate: () => {
      worker.terminated = true
    },
  }
  return { worker: worker as unknown as Worker & { terminated: boolean }, say }
}

const parts = (startWorker: () => Worker) => ({
  hasWebAssembly: true,
  hasOffscreenCanvas: true,
  startWorker,
  loadFallback: async () => fallback,
})

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

describe('the engine', () => {
  test('is the worker where WebAssembly is', async () => {
    const { worker, say } = playedWorker(({ id }) => ({
      type: 'decoded',
      id,
      texts: ['A', 'B'],
      tookMs: 1,
    }))
    const chosen = chooseDecoder(parts(() => worker))
    say({ type: 'ready' })
    const decoder = await chosen
    expect(decoder.engine).toBe('zxing-wasm')
    expect(await decoder.decode(frame)).toEqual(['A', 'B'])
  })

  test.each([{ hasWebAssembly: false }, { hasOffscreenCanvas: false }])(
    'is plain JavaScript, and no worker is started, with %j',
    async (lack) => {
      const startWorker = vi.fn()
      const decoder = await chooseDecoder({ ...parts(startWorker), ...lack })
      expect(decoder.engine).toBe('zxing-js')
      expect(startWorker).not.toHaveBeenCalled()
    },
  )

  test('is plain JavaScript when the worker cannot load its engine', async () => {
    const { worker, say } = playedWorker(() => undefined)
    const chosen = chooseDecoder(parts(() => worker))
    say({ type: 'failed', reason: 'CompileError' })
    expect((await chosen).engine).toBe('zxing-js')
    expect(worker.terminated).toBe(true)
  })

  test('is plain JavaScript when the worker never says that it is ready', async () => {
    const { worker } = playedWorker(() => undefined)
    const chosen = chooseDecoder(parts(() => worker))
    await vi.advanceTimersByTimeAsync(READY_WITHIN_MS)
    expect((await chosen).engine).toBe('zxing-js')
    expect(worker.terminated).toBe(true)
  })

  test('that can be had nowhere is a rejection, not a door that waits for ever', async () => {
    const { worker, say } = playedWorker(() => undefined)
    const loadFallback = () => Promise.reject(new TypeError('Failed to fetch'))
    const chosen = chooseDecoder({ ...parts(() => worker), loadFallback })
    say({ type: 'failed', reason: 'CompileError' })
    await expect(chosen).rejects.toThrow('Failed to fetch')
  })
})

test('a worker that the system has killed is noticed, and its frame is a miss', async () => {
  const { worker, say } = playedWorker(() => undefined)
  const onDead = vi.fn()
  const made = createWorkerDecoder(worker, onDead)
  say({ type: 'ready' })
  const text = (await made).decode(frame)
  await vi.advanceTimersByTimeAsync(5_000)
  expect(await text).toBeNull()
  expect(onDead).toHaveBeenCalledOnce()
})

test.each([
  ['NotAllowedError', 'denied'],
  ['NotFoundError', 'none'],
  ['NotReadableError', 'busy'],
  ['SecurityError', 'insecure'],
])('a camera that fails with %s is %s', async (name, problem) => {
  const failing = {
    getUserMedia: () => Promise.reject(Object.assign(new Error(), { name })),
  } as unknown as MediaDevices
  expect(await openCamera(null, failing)).toEqual({ ok: false, problem })
  expect(cameraProblem('no error at all')).toBe('busy')
})
