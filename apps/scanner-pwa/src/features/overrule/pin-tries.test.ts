// Guessing a manager's PIN is bounded, whatever is done to the page.
import { beforeEach, expect, test } from 'vitest'
import { createPinTries, PAUSE_MS, type PinTries } from './pin-tries.ts'

let kept: Map<string, unknown>
let nowMs: number
let tries: PinTries

/** A page: its monotonic clock begins anew, its disk is the same. */
const openPage = () => {
  nowMs = 0
  tries = createPinTries({
    disk: {
      readMeta: async (key) => kept.get(key) as never,
      writeMeta: async (key, value) => {
        kept.set(key, value)
      },
    },
    clock: { monotonicMs: () => nowMs },
  })
}

beforeEach(() => {
  kept = new Map()
  openPage()
})

const wrong = () => tries.check(async () => false)
const right = () => tries.check(async () => true)

test('five wrong ones, then a pause in which not even the right one is checked', async () => {
  for (const triesLeft of [4, 3, 2, 1]) expect(await wrong()).toEqual({ right: false, triesLeft })
  expect(await wrong()).toEqual({ right: false, triesLeft: 0, pauseMs: PAUSE_MS })
  nowMs += PAUSE_MS - 1
  expect(await right()).toEqual({ right: false, triesLeft: 0, pauseMs: 1 })
  nowMs += 1
  expect(await tries.pauseMs()).toBe(0)
  expect(await right()).toEqual({ right: true })
})

test('after the pause there are five again', async () => {
  for (let nth = 0; nth < 5; nth += 1) await wrong()
  nowMs += PAUSE_MS
  for (const triesLeft of [4, 3, 2, 1]) expect(await wrong()).toEqual({ right: false, triesLeft })
})

test('the right one gives all tries back', async () => {
  await wrong()
  await wrong()
  expect(await right()).toEqual({ right: true })
  expect(await wrong()).toEqual({ right: false, triesLeft: 4 })
})

test('a reload gives no try back and ends no pause', async () => {
  await wrong()
  openPage()
  for (const triesLeft of [3, 2, 1]) expect(await wrong()).toEqual({ right: false, triesLeft })
  await wrong()
  openPage()
  expect(await tries.pauseMs()).toBe(PAUSE_MS)
  nowMs = 1_000
  expect(await right()).toMatchObject({ pauseMs: PAUSE_MS - 1_000 })
})

test('a page that is closed while a PIN is being checked has used the try', async () => {
  tries.check(() => new Promise<never>(() => {})).catch(() => {})
  await new Promise((resolve) => setTimeout(resolve, 1))
  openPage()
  expect(await wrong()).toEqual({ right: false, triesLeft: 3 })
})

test('without a disk that counts nothing is checked', async () => {
  let checked = false
  const broken = createPinTries({
    disk: {
      readMeta: async () => undefined,
      writeMeta: async () => {
        throw new Error('full')
      },
    },
    clock: { monotonicMs: () => nowMs },
  })
  const check = broken.check(async () => {
    checked = true
    return true
  })
  await expect(check).rejects.toThrow('full')
  expect(checked).toBe(false)
})
