// A loader keeps what it loaded, but never a failure.
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { DeadlineError, loadOnce } from './load-once.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

test('all who ask get the one thing that was loaded', async () => {
  const load = vi.fn(async () => ({}))
  const { get } = loadOnce(load)
  const [first, second] = await Promise.all([get(), get()])
  expect(second).toBe(first)
  expect(await get()).toBe(first)
  expect(load).toHaveBeenCalledOnce()
})

test('a load that failed is tried again by the next who asks', async () => {
  const load = vi.fn(async () => 'here')
  load.mockRejectedValueOnce(new TypeError('Failed to fetch'))
  const { get } = loadOnce(load)
  await expect(get()).rejects.toThrow('Failed to fetch')
  expect(await get()).toBe('here')
})

test('a load that hangs is given up and tried again', async () => {
  const load = vi.fn(async () => 'here')
  load.mockReturnValueOnce(new Promise(() => {}))
  const { get } = loadOnce(load, 5_000)
  const hung = expect(get()).rejects.toThrow(DeadlineError)
  await vi.advanceTimersByTimeAsync(5_000)
  await hung
  expect(await get()).toBe('here')
})

test('what was forgotten is loaded anew', async () => {
  let nth = 0
  const { get, forget } = loadOnce(async () => {
    nth += 1
    return nth
  })
  expect(await get()).toBe(1)
  forget()
  expect(await get()).toBe(2)
})
