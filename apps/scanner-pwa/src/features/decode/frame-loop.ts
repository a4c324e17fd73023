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

async function readFrame(
  video: HTMLVideoElement,
  load: () => Promise<Decoder>,
): Promise<string | null> {
  const decoder = await load()
  document.documentElement.dataset.decoder = decoder.engine
  if (video.videoWidth === 0) return null
  const { width, height } = frameSize(video.videoWidth, video.videoHeight)
  const frame = await createImageBitmap(video, { resizeWidth: width, resizeHeight: height })
  return await decoder.decode(frame)
}

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
    readFrame(video, load)
      .then((text) => {
        if (text !== null && !stopped) onText(text)
      })
      // A frame that can't be taken (the camera is just changing) is a miss.
      .catch(() => {})
      .finally(next)
  }
  next()
  return () => {
    stopped = true
    cancelNext()
  }
}
