// Whether frames are being decoded, and not just shown: counts decoded frames, and notices when there are none.
import { createStore } from 'zustand/vanilla'

/**
 * - `starting`: the camera is live, and it is too early to tell.
 * - `reading`: frames are decoded.
 * - `blind`: there may be a picture, but none of it is decoded.
 * - `off`: no camera is shown.
 */
export type Reading = 'off' | 'starting' | 'reading' | 'blind'

export const readingStore = createStore<{ reading: Reading }>()(() => ({ reading: 'off' }))

/** A cold decoder on a slow phone takes a few seconds. */
const BLIND_AFTER_MS = 8_000
const LOOK_EVERY_MS = 1_000
/** A reopened camera needs some time before it is reopened again. */
const MEND_EVERY_MS = 15_000

export type ReadingWatch = {
  /** A frame was decoded, whether it held a code or not. */
  noteFrame: () => void
  stop: () => void
}

/** `mend` is called when nothing is decoded, and again while that lasts. `nowMs` is `performance.now`. */
export function watchReading(mend: () => void, nowMs: () => number = () => performance.now()) {
  let lastFrameMs = nowMs()
  let lastMendMs = Number.NEGATIVE_INFINITY
  const set = (reading: Reading) => {
    if (readingStore.getState().reading !== reading) readingStore.setState({ reading })
  }
  // Stays blind until a frame is decoded: reopening the camera alone proves nothing.
  if (readingStore.getState().reading !== 'blind') set('starting')
  const timer = setInterval(() => {
    const now = nowMs()
    // A page in the background gets no frames, and isn't visible anyway.
    if (document.visibilityState !== 'visible') lastFrameMs = now
    if (now - lastFrameMs <= BLIND_AFTER_MS) return
    set('blind')
    if (now - lastMendMs < MEND_EVERY_MS) return
    lastMendMs = now
    mend()
  }, LOOK_EVERY_MS)
  return {
    noteFrame: () => {
      lastFrameMs = nowMs()
      set('reading')
    },
    stop: () => {
      clearInterval(timer)
      if (readingStore.getState().reading !== 'blind') set('off')
    },
  } satisfies ReadingWatch
}
