// How many rows to ask for in one page: few at first, then as many as this network delivers in a moment.

/** Small enough for 50 kbit/s, which is what a busy cell leaves a phone. */
export const FIRST_PAGE_ROWS = 100
const FEWEST_ROWS = 25
/** A page of this size doesn't hold up a scan that comes meanwhile. */
const MOST_ROWS = 5_000

/** Target duration of a page; a longer one might be cut off, and then all of it would be wasted. */
const PAGE_MS = 2_500
const GROW_AT_MOST = 4

/**
 * `tookMs`: from request to answer, by a monotonic clock; null if no answer came. The result is between a quarter and
 * four times the previous rows: one quick answer proves nothing, one slow one is no disaster.
 */
export function nextPageRows(rows: number, tookMs: number | null): number {
  const factor = tookMs === null ? 0.25 : PAGE_MS / Math.max(1, tookMs)
  const wanted = rows * Math.min(GROW_AT_MOST, Math.max(1 / GROW_AT_MOST, factor))
  return Math.min(MOST_ROWS, Math.max(FEWEST_ROWS, Math.round(wanted)))
}

export type PageSize = { rows: () => number; took: (ms: number | null) => void }

export function createPageSize(): PageSize {
  let rows = FIRST_PAGE_ROWS
  return {
    rows: () => rows,
    took: (ms) => {
      rows = nextPageRows(rows, ms)
    },
  }
}
