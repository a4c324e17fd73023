// What is said of availability that is not today's.
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { m } from '#messages'
import { ageOf } from './freshness.tsx'

beforeEach(() => vi.stubGlobal('navigator', { languages: ['en-US'], language: 'en-US' }))
afterEach(() => vi.unstubAllGlobals())

const nowMs = Date.UTC(2026, 10, 27, 22)
const said = (sinceMs: number) => ageOf(sinceMs, 'UTC', nowMs)

test('within hours the clock is enough, later the day is said too', () => {
  expect(said(nowMs - 2 * 3_600_000)).toBe(m.availability_old({ time: '20:00' }))
  expect(said(nowMs - 24 * 3_600_000)).toBe(
    m.availability_old_day({ moment: 'Thu, Nov 26, 22:00' }),
  )
})

test('an unknown age is no date in 1970', () => {
  expect(said(0)).toBe(m.availability_unknown())
})
