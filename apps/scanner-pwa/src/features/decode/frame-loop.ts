// Feeds video frames to the decoder: the newest one, one in flight, so that a slow phone drops frames and never lags.
import type { Frame } from './decode-messages.ts'
import { type Decoder, sharedDecoder } from './decoder.ts'

/** About 16 frames a second: more finds nothing sooner and empties the battery. */
const FRAME_EVERY_MS = 60

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

function onNextFrame(video: HTMLVideoElement, run: () => void): () => void {
  if (typeof video.requestVideoFrameCallback === 'function') {
    const handle = video.requestVideoFrameCallback(run)
    return () => video.cancelVideoFrameCallback(handle)
  }
  const handle = requestAnimationFrame(run)
  return () => cancelAnimationFrame(handle)
}

async function takeFrame(video: HTMLVideoElement): Promise<Frame> {
  return typeof VideoFrame === 'function' ? new VideoFrame(video) : await createImageBitmap(video)
}

async function readFrame(
  video: HTMLVideoElement,
  load: () => Promise<Decoder>,
): Promise<string | null> {
  const decoder = await load()
  document.documentElement.dataset.decoder = decoder.engine
  if (video.videoWidth === 0) return null
  return await decoder.decode(await takeFrame(video))
}

/**
 * Calls `onText` for every frame that holds a code, also the same code again, and takes no other frame until what it
 * returns has settled. The result stops.
 */
export function runFrameLoop(
  video: HTMLVideoElement,
  onText: (text: string) => Promise<void> | void,
  load: () => Promise<Decoder> = sharedDecoder,
): () => void {
  let stopped = false
  let cancelNext = () => {}
  const next = () => {
    if (!stopped) cancelNext = onNextFrame(video, () => void read().then(next))
  }
  const read = async () => {
    const rest = pause(FRAME_EVERY_MS)
    try {
      const text = await readFrame(video, load)
      if (text !== null && !stopped) await onText(text)
    } catch {
      // A frame that can't be taken (the camera is just changing) is a miss.
    }
    await rest
  }
  next()
  return () => {
    stopped = true
    cancelNext()
  }
}
