// How old the list is on which a verdict was decided, as the log keeps it.
import type { EventRow } from '#db/rows.ts'

/** Ms since what the server vouched for; null before anything was, or the list was first complete. */
export const listAgeOf = (
  { horizonMs }: Pick<EventRow, 'horizonMs'>,
  nowMs: number,
): number | null => (!horizonMs ? null : Math.max(0, nowMs - horizonMs))
