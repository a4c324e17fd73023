// A double tap is one tap, however fast the first one is stored; a tap after that is another.
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createOneTap } from './one-tap.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

test('a double tap keeps once, a later tap keeps again', async () => {
  const tap = createOneTap()
  let kept = 0
  const keep = async () => {
    kept += 1
  }
  const first = tap(keep)
  await vi.advanceTimersByTimeAsync(200)
  await tap(keep)
  expect(kept).toBe(1)
  await vi.advanceTimersByTimeAsync(300)
  await first
  await Promise.all([tap(keep), vi.advanceTimersByTimeAsync(500)])
  expect(kept).toBe(2)
})

test('nothing counts while the first is still being stored, and what fails blocks nobody', async () => {
  const tap = createOneTap()
  let fail = (_: Error) => {}
  const slow = tap(
    () =>
      new Promise((_, reject) => {
        fail = reject
      }),
  )
  await vi.advanceTimersByTimeAsync(5_000)
  const work = vi.fn(async () => {})
  await tap(work)
  expect(work).not.toHaveBeenCalled()
  fail(new Error('full'))
  await expect(slow).rejects.toThrow('full')
  await Promise.all([tap(work), vi.advanceTimersByTimeAsync(500)])
  expect(work).toHaveBeenCalledOnce()
})
