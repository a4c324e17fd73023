// The frame loop on a video played by the test: it keeps reading whatever the underlying engine does or doesn't do.
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Frame } from './decode-frames.ts'
import type { Decoder } from './decoder.ts'
import { runFrameLoop } from './frame-loop.ts'

/** `callsBack`: WebKit's camera streams never do. `moves`: whether the video's time advances. */
function playedVideo({ callsBack, moves }: { callsBack: boolean; moves: boolean }) {
  const video = {
    videoWidth: 1280,
    get currentTime() {
      return video.moves ? performance.now() / 1_000 : 1
    },
    moves,
    callsBack,
    requestVideoFrameCallback: (run: () => void) =>
      video.callsBack ? setTimeout(run, 33) : undefined,
    cancelVideoFrameCallback: (handle: number | undefined) => clearTimeout(handle),
  }
  return video as unknown as HTMLVideoElement & { callsBack: boolean; moves: boolean }
}

const decoderOf = (decode: Decoder['decode']): Decoder => ({
  engine: 'zxing-wasm',
  decode,
  dispose: () => {},
})
const take = async () => ({}) as Frame

let stop = () => {}

beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal('document', { documentElement: { dataset: {} } })
})
afterEach(() => {
  stop()
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

async function framesIn(ms: number, video: HTMLVideoElement): Promise<number> {
  let frames = 0
  const onFrame = () => {
    frames += 1
  }
  stop = runFrameLoop(video, { onFrame, take, load: async () => decoderOf(async () => []) })
  await vi.advanceTimersByTimeAsync(ms)
  return frames
}

test('about sixteen frames a second are read', async () => {
  const frames = await framesIn(2_000, playedVideo({ callsBack: true, moves: true }))
  expect(frames).toBeGreaterThan(24)
  expect(frames).toBeLessThan(36)
})

test('a video whose time moves on and that never calls back is read by timer', async () => {
  const frames = await framesIn(3_000, playedVideo({ callsBack: false, moves: true }))
  expect(frames).toBeGreaterThan(30)
})

test('a picture that stands still is not read for ever, and is read again when it moves', async () => {
  const video = playedVideo({ callsBack: false, moves: false })
  expect(await framesIn(5_000, video)).toBe(0)
  Object.assign(video, { callsBack: true, moves: true })
  stop()
  expect(await framesIn(1_000, video)).toBeGreaterThan(5)
})

test('a decoder that could not be loaded is asked for again', async () => {
  const load = vi.fn(async () => decoderOf(async () => ['A']))
  load.mockRejectedValueOnce(new TypeError('Failed to fetch'))
  const seen: string[] = []
  const onFrame = (texts: readonly string[]) => void seen.push(...texts)
  stop = runFrameLoop(playedVideo({ callsBack: true, moves: true }), { onFrame, take, load })
  await vi.advanceTimersByTimeAsync(4_000)
  expect(load.mock.calls.length).toBeGreaterThan(1)
  expect(seen.length).toBeGreaterThan(0)
})

test('a frame that gets no answer is no frame that was read', async () => {
  const onFrame = vi.fn()
  const load = async () => decoderOf(async () => null)
  stop = runFrameLoop(playedVideo({ callsBack: true, moves: true }), { onFrame, take, load })
  await vi.advanceTimersByTimeAsync(1_000)
  expect(onFrame).not.toHaveBeenCalled()
})

test('a reader of texts that throws does not end the reading', async () => {
  let calls = 0
  const onFrame = () => {
    calls += 1
    throw new Error('a bug')
  }
  const load = async () => decoderOf(async () => ['A'])
  stop = runFrameLoop(playedVideo({ callsBack: true, moves: true }), { onFrame, take, load })
  await vi.advanceTimersByTimeAsync(1_000)
  expect(calls).toBeGreaterThan(5)
})
