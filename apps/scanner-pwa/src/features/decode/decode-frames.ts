// How a frame is read: the messages between page and worker, the sizes, and the engine's options.
import type { ReaderOptions } from 'zxing-wasm/reader'

/** Making a VideoFrame takes 0.1 ms, an ImageBitmap up to 50 ms on a slow phone; not all browsers have VideoFrame. */
export type Frame = VideoFrame | ImageBitmap

/** What to look for: tickets, or, only while the doorman asks for it, the barcode on the back of a licence. */
export type Reads = 'tickets' | 'licences'

/** Frames are transferred, never copied. */
export type DecodeRequest = { id: number; frame: Frame; reads: Reads }

export type DecodeReply =
  | { type: 'ready' }
  | { type: 'failed'; reason: string }
  /** All codes in view; null if there was no picture to read. */
  | { type: 'decoded'; id: number; texts: string[] | null; tookMs: number }

export type Size = { width: number; height: number }

export function frameSize(frame: Frame): Size {
  return 'displayWidth' in frame
    ? { width: frame.displayWidth, height: frame.displayHeight }
    : { width: frame.width, height: frame.height }
}

/** The whole picture, at most `longSide` pixels on its long side. */
export function readSize({ width, height }: Size, longSide: number): Size {
  const scale = Math.min(1, longSide / Math.max(width, height))
  return { width: Math.round(width * scale), height: Math.round(height * scale) }
}

/**
 * A camera's picture is opaque. Some engines display it but return empty pixels (WebKitGTK without a graphics card
 * does): such a frame doesn't count, or the door would appear to be reading.
 */
export const isPicture = ({ data }: Pick<ImageData, 'data'>): boolean =>
  data[3] !== 0 || data[data.length - 1] !== 0

/** A ticket beside a poster and the next guest's phone: nobody holds up more codes than that. */
const MOST_CODES = 4

// Measured on 21 kinds of bad frames: tryDownscale alone raises 67 to 89 % found, tryInvert reads dark-mode phones.
export const DECODE_OPTIONS: ReaderOptions = {
  formats: ['QRCode'],
  maxNumberOfSymbols: MOST_CODES,
  tryHarder: true,
  tryRotate: true,
  tryInvert: true,
  tryDownscale: true,
  textMode: 'Plain',
}

/** A licence's PDF417 has some 300 modules in a line: the whole picture, as large as the camera gives it. */
export const LICENCE_VARIANT: Variant = {
  longSide: Number.POSITIVE_INFINITY,
  options: { ...DECODE_OPTIONS, formats: ['PDF417'], maxNumberOfSymbols: 1, tryInvert: false },
}

export type Variant = { longSide: number; options: ReaderOptions }

/**
 * 960 px finds 90 % of what full size finds, in a third of the time: it is tried first. A code that it misses is held
 * up a little longer, and the following frames use the other variants, each of which finds some that it misses.
 */
export const VARIANTS: readonly [Variant, ...Variant[]] = [
  { longSide: 960, options: DECODE_OPTIONS },
  { longSide: Number.POSITIVE_INFINITY, options: DECODE_OPTIONS },
  { longSide: 640, options: DECODE_OPTIONS },
  { longSide: 960, options: { ...DECODE_OPTIONS, binarizer: 'GlobalHistogram' } },
]

/** The variant for the next frame, after `misses` frames in a row without a code. */
export function variantAfter(misses: number): Variant {
  return VARIANTS[misses % VARIANTS.length] ?? VARIANTS[0]
}
