// Tells a code that is still held in front of the lens from one that is presented again.

/** A code out of sight for this long counts as presented again. */
const OUT_OF_SIGHT_MS = 2_000

export type RepeatGuard = {
  /** True if the code was in view a moment ago. Call it for every frame that contains a code. */
  isStillInView: (text: string, nowMs: number) => boolean
}

/** Remembers each code in sight, so that two phones side by side are two scans and not a hundred. */
export function createRepeatGuard(): RepeatGuard {
  const lastSeenMs = new Map<string, number>()
  return {
    isStillInView: (text, nowMs) => {
      for (const [seen, atMs] of lastSeenMs) {
        if (nowMs - atMs > OUT_OF_SIGHT_MS) lastSeenMs.delete(seen)
      }
      const inView = lastSeenMs.has(text)
      lastSeenMs.set(text, nowMs)
      return inView
    },
  }
}
