// ZXing in plain JavaScript, for browsers without WebAssembly: slower and misses more, but it reads tickets.
import { BrowserQRCodeReader } from '@zxing/browser'
import { DecodeHintType } from '@zxing/library'
import { type Frame, frameSize, isPicture, readSize } from './decode-frames.ts'
import type { Decoder } from './decoder.ts'

const LONG_SIDE = 960

/** This engine runs on the page's own thread: the page must get a turn between two frames. */
const REST_MS = 60

export function createFallbackDecoder(): Decoder {
  const reader = new BrowserQRCodeReader(new Map([[DecodeHintType.TRY_HARDER, true]]))
  const canvas = document.createElement('canvas')
  const brush = canvas.getContext('2d', { willReadFrequently: true })

  const textsOn = (drawn: HTMLCanvasElement): string[] => {
    try {
      return [reader.decodeFromCanvas(drawn).getText()]
    } catch {
      // This library throws if a frame has no code.
      return []
    }
  }

  /** Null: nothing was read, as in `decode.worker.ts`. */
  const read = (frame: Frame): string[] | null => {
    const { width, height } = readSize(frameSize(frame), LONG_SIDE)
    canvas.width = width
    canvas.height = height
    try {
      brush?.drawImage(frame, 0, 0, width, height)
      if (!brush || !isPicture(brush.getImageData(width - 1, height - 1, 1, 1))) return null
      return textsOn(canvas)
    } catch {
      // It can't be drawn: the next frame follows in a moment.
      return null
    } finally {
      frame.close()
    }
  }

  return {
    engine: 'zxing-js',
    decode: async (frame, reads) => {
      // It knows no PDF417 that it could read from a picture in time.
      if (reads === 'licences') frame.close()
      const texts = reads === 'licences' ? [] : read(frame)
      await new Promise((resolve) => setTimeout(resolve, REST_MS))
      return texts
    },
    dispose: () => {},
  }
}
