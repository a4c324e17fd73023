// How many rows to ask for in one page: few at first, then as many as this network brings in a moment.

/** Small enough to come over 50 kbit/s, of which a busy cell leaves a phone that much. */
export const FIRST_PAGE_ROWS = 100
const FEWEST_ROWS = 25
/** A page of this size does not hold up a scan that comes meanwhile. */
const MOST_ROWS = 5_000

/** A page that takes so long is worth asking for; a longer one may be cut off, and then all of it was for nothing. */
const PAGE_MS = 2_500
const GROW_AT_MOST = 4

/**
 * `tookMs`: from asking to the answer, by a monotonic clock; null when no answer came. Between a quarter and four times
 * the rows of before: one quick answer is no proof, one slow one no disaster.
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
