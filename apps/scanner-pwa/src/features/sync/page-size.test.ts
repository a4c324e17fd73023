// Page size adapts to the network: a list gets through at 50 kbit/s, and takes few pages on a good network.
import { expect, test } from 'vitest'
import { FIRST_PAGE_ROWS, nextPageRows } from './page-size.ts'

const DEADLINE_MS = 15_000

/** Pulls `total` rows over a network of this bandwidth; an answer after the deadline counts as none. */
function pullAll(total: number, bytesPerSecond: number, roundTripMs: number) {
  const BYTES_A_ROW = 150
  let [rows, have, pages, lost, elapsedMs] = [FIRST_PAGE_ROWS, 0, 0, 0, 0]
  while (have < total && pages + lost < 1_000) {
    const asked = Math.min(rows, total - have)
    const tookMs = roundTripMs + (asked * BYTES_A_ROW * 1_000) / bytesPerSecond
    if (tookMs > DEADLINE_MS) {
      lost += 1
      elapsedMs += DEADLINE_MS
      rows = nextPageRows(rows, null)
    } else {
      pages += 1
      have += asked
      elapsedMs += tookMs
      rows = nextPageRows(rows, tookMs)
    }
  }
  return { have, pages, lost, elapsedMs }
}

test('at 50 kbit/s, uncompressed, every page comes within its deadline', () => {
  const { have, lost } = pullAll(5_000, 6_250, 300)
  expect(have).toBe(5_000)
  expect(lost).toBe(0)
})

test('at a tenth of that the first page may be lost, and the list still comes', () => {
  const { have, lost } = pullAll(1_000, 625, 800)
  expect(have).toBe(1_000)
  expect(lost).toBeLessThanOrEqual(2)
})

test('on a good network 50,000 tickets come in few pages', () => {
  expect(pullAll(50_000, 2_000_000, 40).pages).toBeLessThanOrEqual(15)
})

test('one lost answer makes the next page smaller, never nothing', () => {
  expect(nextPageRows(5_000, null)).toBe(1_250)
  expect(nextPageRows(25, null)).toBe(25)
})
