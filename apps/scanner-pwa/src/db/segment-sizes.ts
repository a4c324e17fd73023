// When to rewrite the list on the disk: many small segments, or many words that newer ones have replaced, slow down the
// next startup.
import type { KeptSegment } from './door-disk.ts'

/** Words per segment written by compaction. */
export const SEGMENT_WORDS = 5_000

const MANY_SEGMENTS = 40
const WASTE_AT_LEAST = 2_000

export function isWorthCompacting(segments: readonly KeptSegment[], tickets: number): boolean {
  const words = segments.reduce((sum, segment) => sum + segment.words.length, 0)
  const fewest = Math.ceil(words / SEGMENT_WORDS)
  return (
    segments.length > fewest + MANY_SEGMENTS || words - tickets > Math.max(WASTE_AT_LEAST, tickets)
  )
}
