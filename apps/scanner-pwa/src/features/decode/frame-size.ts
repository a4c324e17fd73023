// How large a frame is read: the whole picture, smaller.
import type { Frame } from './decode-messages.ts'

/** Long side in pixels: 90 % of what full size finds, in a third of the time. */
const LONG_SIDE = 960

export type Size = { width: number; height: number }

export function readSize({ width, height }: Size): Size {
  const scale = Math.min(1, LONG_SIDE / Math.max(width, height))
  return { width: Math.round(width * scale), height: Math.round(height * scale) }
}

export function frameSize(frame: Frame): Size {
  return 'displayWidth' in frame
    ? { width: frame.displayWidth, height: frame.displayHeight }
    : { width: frame.width, height: frame.height }
}
