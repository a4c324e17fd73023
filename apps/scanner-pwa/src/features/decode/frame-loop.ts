// Feeds video frames to the decoder: the newest one, one in flight, so that a slow phone drops frames and never lags.
import { type Decoder, sharedDecoder } from './decoder.ts'

/** Long side of a frame in pixels: 90 % of what full size finds, in a third of the time. */
const LONG_SIDE = 960

export function frameSize(width: number, height: number): { width: number; height: number } {
  const scale = Math.min(1, LONG_SIDE / Math.max(width, height))
  return { width: Math.round(width * scale), height: Math.round(height * scale) }
}

function onNextFrame(video: HTMLVideoElement, run: () => void): () => void {
  if (typeof video.requestVideoFrameCallback === 'function') {
    const handle = video.requestVideoFrameCallback(run)
    return () => video.cancelVideoFrameCallback(handle)
  }
  const handle = requestAnimationFrame(run)
  return () => cancelAnimationFrame(handle)
}

/** Older Safaris can't resize while they take a frame from a video: there a canvas does it. */
async function takeFrame(video: HTMLVideoElement): Promise<ImageBitmap> {
  const { width, height } = frameSize(video.videoWidth, video.videoHeight)
  try {
    return await createImageBitmap(video, { resizeWidth: width, resizeHeight: height })
  } catch {
    const canvas = document.createElement('canvas')
    canvas.width = width
    canvas.height = height
    canvas.getContext('2d')?.drawImage(video, 0, 0, width, height)
    return await createImageBitmap(canvas)
  }
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

/** About 16 frames a second: more finds nothing sooner and empties the battery. */
const FRAME_EVERY_MS = 60

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/** Calls `onText` for every frame that holds a code, also the same code again; the result stops. */
export function runFrameLoop(
  video: HTMLVideoElement,
  onText: (text: string) => void,
  load: () => Promise<Decoder> = sharedDecoder,
): () => void {
  let stopped = false
  let cancelNext = () => {}
  const next = () => {
    if (!stopped) cancelNext = onNextFrame(video, read)
  }
  const read = () => {
    const rest = pause(FRAME_EVERY_MS)
    readFrame(video, load)
      .then((text) => {
        if (text !== null && !stopped) onText(text)
      })
      // A frame that can't be taken (the camera is just changing) is a miss.
      .catch(() => {})
      .then(() => rest)
      .then(next, next)
  }
  next()
  return () => {
    stopped = true
    cancelNext()
  }
}
