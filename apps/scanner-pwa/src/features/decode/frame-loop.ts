// Feeds video frames to the decoder: the newest one, one in flight, so that a slow phone drops frames and never lags.
import type { Frame, Reads } from './decode-frames.ts'
import type { Decoder } from './decoder.ts'
import { sharedDecoder } from './shared-decoder.ts'

/** About 16 frames a second: more finds nothing sooner and drains the battery. */
const FRAME_EVERY_MS = 60

/** A camera delivers a frame at least this often, even in the dark. */
const FRAME_AT_LEAST_EVERY_MS = 500

/** An engine that failed to load isn't requested again at every frame. */
const LOAD_AGAIN_AFTER_MS = 2_000

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))

type FrameVideo = Pick<
  HTMLVideoElement,
  'requestVideoFrameCallback' | 'cancelVideoFrameCallback' | 'currentTime' | 'videoWidth'
>

/**
 * Waits for the next frame of a video. WebKit has requestVideoFrameCallback but never calls it on a camera's stream:
 * when the video's time advances without a call, frames are taken by timer from then on.
 */
export function createFrameWaiter(video: FrameVideo) {
  let byTimer = typeof video.requestVideoFrameCallback !== 'function'
  let stopped = false
  let cancel = () => {}

  const called = () =>
    new Promise<void>((resolve) => {
      const handle = video.requestVideoFrameCallback(() => resolve())
      cancel = () => video.cancelVideoFrameCallback(handle)
    })

  const next = async (): Promise<void> => {
    // While time stands still there is no picture yet, or none any more.
    while (!byTimer && !stopped) {
      const startedAt = video.currentTime
      const wasCalled = await Promise.race([
        called().then(() => true),
        pause(FRAME_AT_LEAST_EVERY_MS).then(() => false),
      ])
      cancel()
      if (wasCalled) return
      byTimer = video.currentTime > startedAt
    }
  }
  return {
    next,
    stop: () => {
      stopped = true
      cancel()
    },
  }
}

async function takeFrame(video: HTMLVideoElement): Promise<Frame> {
  return typeof VideoFrame === 'function' ? new VideoFrame(video) : await createImageBitmap(video)
}

export type FrameLoop = {
  /** Called for every frame read, with all codes in it, or an empty list; the next is taken once it settles. */
  onFrame: (texts: readonly string[]) => Promise<void> | void
  /** Asked anew for each frame. Default: tickets. */
  reads?: () => Reads
  load?: () => Promise<Decoder>
  take?: (video: HTMLVideoElement) => Promise<Frame>
}

/** The returned function stops it. */
export function runFrameLoop(
  video: HTMLVideoElement,
  { onFrame, reads = () => 'tickets', load = sharedDecoder, take = takeFrame }: FrameLoop,
): () => void {
  let stopped = false
  const waiter = createFrameWaiter(video)

  const readOne = async (): Promise<void> => {
    const decoder = await load().catch(() => undefined)
    if (!decoder) return await pause(LOAD_AGAIN_AFTER_MS)
    document.documentElement.dataset.decoder = decoder.engine
    if (stopped || video.videoWidth === 0) return
    // A frame that can't be taken (the camera is just switching) counts as a miss.
    const frame = await take(video).catch(() => undefined)
    const asked = reads()
    const texts = frame && (await decoder.decode(frame, asked))
    // Read while something else was wanted: a ticket's text is no licence, and the other way around.
    if (texts && !stopped && asked === reads()) await onFrame(texts)
  }

  const run = async (): Promise<void> => {
    while (!stopped) {
      const rest = pause(FRAME_EVERY_MS)
      await waiter.next()
      // An exception in the callback must not end the loop.
      if (!stopped) await readOne().catch(() => {})
      await rest
    }
  }
  run().catch(() => {})
  return () => {
    stopped = true
    waiter.stop()
  }
}
