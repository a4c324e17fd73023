// What the slow engine says of a frame: its codes, none, or that nothing was read.
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Frame } from './decode-frames.ts'
import { createFallbackDecoder } from './fallback-decoder.ts'

const played = vi.hoisted(() => ({ decode: (): string => '', draw: (): void => {} }))

vi.mock('@zxing/browser', () => ({
  BrowserQRCodeReader: class {
    decodeFromCanvas = () => ({ getText: () => played.decode() })
  },
}))

const noCode = () => {
  throw new Error('NotFoundException')
}

function decodeOne() {
  const close = vi.fn()
  const texts = createFallbackDecoder().decode({ width: 8, height: 8, close } as unknown as Frame)
  expect(close).toHaveBeenCalledOnce()
  return texts
}

beforeEach(() => {
  const pixel = { data: Uint8ClampedArray.of(0, 0, 0, 255) }
  const brush = { drawImage: () => played.draw(), getImageData: () => pixel }
  vi.stubGlobal('document', { createElement: () => ({ getContext: () => brush }) })
  Object.assign(played, { decode: () => 'TICKET', draw: () => {} })
})
afterEach(() => {
  vi.unstubAllGlobals()
})

test('a frame with a code gives its text, one without gives none', async () => {
  expect(await decodeOne()).toEqual(['TICKET'])
  played.decode = noCode
  expect(await decodeOne()).toEqual([])
})

test('a frame that cannot be drawn was not read', async () => {
  played.draw = () => {
    throw new DOMException('detached', 'InvalidStateError')
  }
  expect(await decodeOne()).toBeNull()
})
