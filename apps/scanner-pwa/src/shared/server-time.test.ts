// The server's time on a phone whose own clock is changed, stops, sleeps and starts again.
import { beforeEach, describe, expect, test } from 'vitest'
import { createServerTime, type ServerTime } from './server-time.ts'

const NINE_MS = Date.UTC(2026, 0, 16, 21)
const HOUR_MS = 3_600_000

let wallMs: number
let countedMs: number
let time: ServerTime
const clock = { nowMs: () => wallMs, monotonicMs: () => countedMs }
const pass = (ms: number) => {
  wallMs += ms
  countedMs += ms
}

beforeEach(() => {
  wallMs = NINE_MS + 5_000
  countedMs = 77
  time = createServerTime(clock)
})
const hearTheServer = () => time.hear({ offsetMs: -5_000, uncertaintyMs: 30, measuredAtMs: wallMs })

test('a phone that has never heard the server doubts its clock', () => {
  expect(time.read()).toMatchObject({ nowMs: wallMs, doubtful: true })
})

test('counts on from what the server told', () => {
  hearTheServer()
  pass(HOUR_MS)
  expect(time.read()).toMatchObject({ nowMs: NINE_MS + HOUR_MS, offsetMs: -5_000, doubtful: false })
  expect(time.read().uncertaintyMs).toBeLessThan(1_000)
})

describe('a clock that is set in mid-shift', () => {
  test.each([-3 * HOUR_MS, 3 * HOUR_MS])('by %i ms moves no time, offline too', (leapMs) => {
    hearTheServer()
    pass(60_000)
    wallMs += leapMs
    const { nowMs, offsetMs, doubtful, deviceTimeMs } = time.read()
    expect({ nowMs, doubtful }).toEqual({ nowMs: NINE_MS + 60_000, doubtful: false })
    expect(offsetMs).toBe(-5_000 - leapMs)
    expect(deviceTimeMs + offsetMs).toBe(nowMs)
  })

  test('back, while the phone slept, is noticed too', () => {
    hearTheServer()
    time.setAway(true)
    wallMs -= HOUR_MS
    time.setAway(false)
    expect(time.read().nowMs).toBe(NINE_MS)
  })
})

describe('a phone that sleeps', () => {
  test('believes its clock for as long as nothing counted, and is unsure by so much', () => {
    hearTheServer()
    time.setAway(true)
    wallMs += 10 * 60_000
    time.setAway(false)
    const { nowMs, uncertaintyMs, doubtful } = time.read()
    expect(nowMs).toBe(NINE_MS + 10 * 60_000)
    expect(uncertaintyMs).toBeGreaterThanOrEqual(10 * 60_000)
    expect(doubtful).toBe(true)
  })

  test('that only looked away for some seconds stays sure', () => {
    hearTheServer()
    time.setAway(true)
    wallMs += 8_000
    time.setAway(false)
    expect(time.read().doubtful).toBe(false)
  })

  test('is sure again once it hears the server', () => {
    hearTheServer()
    time.setAway(true)
    wallMs += HOUR_MS
    time.setAway(false)
    hearTheServer()
    expect(time.read()).toMatchObject({ uncertaintyMs: 30, doubtful: false })
  })
})

describe('after a reload', () => {
  const kept = { offsetMs: -5_000, uncertaintyMs: 30, measuredAtMs: NINE_MS + 5_000 }

  test('time goes on, unsure by what nobody counted', () => {
    wallMs += 4_000
    time.restore([kept])
    expect(time.read()).toMatchObject({ nowMs: NINE_MS + 4_000, uncertaintyMs: 4_030 })
  })

  test('the latest that is known counts: a scan is later than the last contact', () => {
    wallMs += 2 * HOUR_MS
    const scanned = { ...kept, measuredAtMs: wallMs - 1_000, uncertaintyMs: 700 }
    time.restore([kept, scanned])
    expect(time.read()).toMatchObject({ doubtful: false, uncertaintyMs: 1_700 })
  })

  test('a clock that was set back meanwhile is not believed', () => {
    wallMs -= HOUR_MS
    time.restore([kept])
    expect(time.read()).toMatchObject({ nowMs: NINE_MS, doubtful: true })
  })
})

test('a worse measurement changes nothing, one that contradicts does', () => {
  hearTheServer()
  time.hear({ offsetMs: -4_600, uncertaintyMs: 900, measuredAtMs: wallMs })
  expect(time.read()).toMatchObject({ offsetMs: -5_000, uncertaintyMs: 30 })
  time.hear({ offsetMs: 7_000, uncertaintyMs: 900, measuredAtMs: wallMs })
  expect(time.read()).toMatchObject({ offsetMs: 7_000, uncertaintyMs: 900 })
})
