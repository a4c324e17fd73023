// ZXing in plain JavaScript, for browsers without WebAssembly: slower, blinder, but a door that reads.
import { BrowserQRCodeReader } from '@zxing/browser'
import { DecodeHintType } from '@zxing/library'
import type { Frame } from './decode-messages.ts'
import type { Decoder } from './decoder.ts'
import { frameSize, readSize } from './frame-size.ts'

/** This engine works on the page's own thread: between two frames the page must get its turn. */
const REST_MS = 60

export function createFallbackDecoder(): Decoder {
  const reader = new BrowserQRCodeReader(new Map([[DecodeHintType.TRY_HARDER, true]]))
  const canvas = document.createElement('canvas')
  const brush = canvas.getContext('2d', { willReadFrequently: true })

  const read = (frame: Frame): string | null => {
    const { width, height } = readSize(frameSize(frame))
    canvas.width = width
    canvas.height = height
    brush?.drawImage(frame, 0, 0, width, height)
    try {
      return reader.decodeFromCanvas(canvas).getText()
    } catch {
      // A frame without a code is an exception to this library.
      return null
    } finally {
      frame.close()
    }
  }

  return {
    engine: 'zxing-js',
    decode: async (frame) => {
      const text = read(frame)
      await new Promise((resolve) => setTimeout(resolve, REST_MS))
      return text
    },
    dispose: () => {},
  }
}
