// Five wrong PINs of one manager, or ten of all, then a pause. Whoever knows one PIN gets no more tries at another: the
// right one clears its own manager's count only. The count is on the disk before a PIN is checked, so that no reload
// gives a try back; the pause is counted by the monotonic clock, and from the page's start if it was already on: no
// clock shortens it.
import type { DoorDisk } from '#db/door-disk.ts'
import type { MetaValues } from '#db/rows.ts'
import type { Clock } from '#shared/clock.ts'

export const TRIES = 5
/** Of all managers together: mistakes of a night, but no way around the five. */
export const TRIES_OF_ALL = 10
export const PAUSE_MS = 5 * 60_000

export type PinAnswer =
  | { right: true }
  | { right: false; triesLeft: number }
  | { right: false; triesLeft: 0; pauseMs: number }

export type PinTries = {
  /** How long PINs are not checked yet; 0: they are. */
  pauseMs: () => Promise<number>
  /** Rejects when the count can't be stored: then nothing is checked. */
  check: (managerId: string, isRight: () => Promise<boolean>) => Promise<PinAnswer>
}

type PinTriesParts = {
  disk: Pick<DoorDisk, 'readMeta' | 'writeMeta'>
  clock: Pick<Clock, 'monotonicMs'>
}

type Wrong = MetaValues['wrongTries']

const NONE: Wrong = { all: 0, of: {} }

const isSpent = ({ all, of }: Wrong): boolean =>
  all >= TRIES_OF_ALL || Object.values(of).some((count) => count >= TRIES)

/** This many wrong PINs of this manager, and one more or less of all. */
const withCount = ({ all, of }: Wrong, managerId: string, count: number, more: 1 | -1): Wrong => ({
  all: all + more,
  of: { ...of, [managerId]: count },
})

export function createPinTries({ disk, clock }: PinTriesParts): PinTries {
  let pausedFromMs = clock.monotonicMs()

  const wrongSoFar = async () => (await disk.readMeta('wrongTries')) ?? NONE

  const leftOfPause = (wrong: Wrong) =>
    isSpent(wrong) ? Math.max(0, pausedFromMs + PAUSE_MS - clock.monotonicMs()) : 0

  return {
    pauseMs: async () => leftOfPause(await wrongSoFar()),
    check: async (managerId, isRight) => {
      const before = await wrongSoFar()
      const pauseMs = leftOfPause(before)
      if (pauseMs > 0) return { right: false, triesLeft: 0, pauseMs }
      const since = isSpent(before) ? NONE : before
      const own = (since.of[managerId] ?? 0) + 1
      const wrong = withCount(since, managerId, own, 1)
      await disk.writeMeta('wrongTries', wrong)
      if (await isRight()) {
        await disk.writeMeta('wrongTries', withCount(wrong, managerId, 0, -1))
        return { right: true }
      }
      if (!isSpent(wrong)) {
        return { right: false, triesLeft: Math.min(TRIES - own, TRIES_OF_ALL - wrong.all) }
      }
      pausedFromMs = clock.monotonicMs()
      return { right: false, triesLeft: 0, pauseMs: PAUSE_MS }
    },
  }
}
