// Whether frames are being decoded: a camera that is on but never decoded is reported as blind, and reopened.
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { readingStore, watchReading } from './reading.ts'

const reading = () => readingStore.getState().reading
const page = { visibilityState: 'visible' }

beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal('document', page)
  page.visibilityState = 'visible'
  readingStore.setState({ reading: 'off' })
})
afterEach(() => {
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

test('frames that are decoded, with or without a code, are reading', () => {
  const watch = watchReading(() => {})
  expect(reading()).toBe('starting')
  watch.noteFrame()
  expect(reading()).toBe('reading')
  watch.stop()
  expect(reading()).toBe('off')
})

test('a camera of which no frame is decoded is blind, and is opened anew now and then', () => {
  const mend = vi.fn()
  const watch = watchReading(mend)
  watch.noteFrame()
  vi.advanceTimersByTime(10_000)
  expect(reading()).toBe('blind')
  expect(mend).toHaveBeenCalledTimes(1)
  vi.advanceTimersByTime(20_000)
  expect(mend).toHaveBeenCalledTimes(2)
  watch.stop()
})

test('what was blind stays so through a new camera, until a frame is read', () => {
  const first = watchReading(() => {})
  vi.advanceTimersByTime(10_000)
  first.stop()
  const second = watchReading(() => {})
  expect(reading()).toBe('blind')
  second.noteFrame()
  expect(reading()).toBe('reading')
  second.stop()
})

test('a phone in a pocket is not blind', () => {
  const mend = vi.fn()
  const watch = watchReading(mend)
  page.visibilityState = 'hidden'
  vi.advanceTimersByTime(60_000)
  page.visibilityState = 'visible'
  vi.advanceTimersByTime(5_000)
  expect(mend).not.toHaveBeenCalled()
  watch.stop()
})
