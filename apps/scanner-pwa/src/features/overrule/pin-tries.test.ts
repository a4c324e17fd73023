// Guessing a manager's PIN is bounded, whatever is done to the page.
import { beforeEach, expect, test } from 'vitest'
import { createPinTries, PAUSE_MS, type PinTries, TRIES_OF_ALL } from './pin-tries.ts'

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

const wrong = (manager = 'm1') => tries.check(manager, async () => false)
const right = (manager = 'm1') => tries.check(manager, async () => true)

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

test('who knows one PIN gets no more tries at another', async () => {
  for (const triesLeft of [4, 3, 2, 1]) {
    expect(await wrong('m1')).toEqual({ right: false, triesLeft })
    expect(await right('m2')).toEqual({ right: true })
  }
  expect(await wrong('m1')).toEqual({ right: false, triesLeft: 0, pauseMs: PAUSE_MS })
  expect(await right('m2')).toMatchObject({ right: false, pauseMs: PAUSE_MS })
})

test('nor do a few tries at everybody go on for ever: only a pause clears what they come to', async () => {
  for (let nth = 1; nth < TRIES_OF_ALL; nth += 1) {
    expect(await wrong(`m${nth % 3}`)).not.toHaveProperty('pauseMs')
    if (nth === 4) expect(await right('m1')).toEqual({ right: true })
  }
  expect(await wrong('m9')).toEqual({ right: false, triesLeft: 0, pauseMs: PAUSE_MS })
  nowMs += PAUSE_MS
  expect(await wrong('m1')).toEqual({ right: false, triesLeft: 4 })
})

test('the right one gives all its tries back', async () => {
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
  tries.check('m1', () => new Promise<never>(() => {})).catch(() => {})
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
  const check = broken.check('m1', async () => {
    checked = true
    return true
  })
  await expect(check).rejects.toThrow('full')
  expect(checked).toBe(false)
})
