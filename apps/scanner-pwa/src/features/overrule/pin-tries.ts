// Five wrong PINs, then a pause. The count is on the disk before a PIN is checked, so that no reload gives a try back;
// the pause is counted by the monotonic clock, and from the page's start if it was already on: no clock shortens it.
import type { DoorDisk } from '#db/door-disk.ts'
import type { Clock } from '#shared/clock.ts'

export const TRIES = 5
export const PAUSE_MS = 5 * 60_000

export type PinAnswer =
  | { right: true }
  | { right: false; triesLeft: number }
  | { right: false; triesLeft: 0; pauseMs: number }

export type PinTries = {
  /** How long PINs are not checked yet; 0: they are. */
  pauseMs: () => Promise<number>
  /** Rejects when the count can't be stored: then nothing is checked. */
  check: (isRight: () => Promise<boolean>) => Promise<PinAnswer>
}

type PinTriesParts = {
  disk: Pick<DoorDisk, 'readMeta' | 'writeMeta'>
  clock: Pick<Clock, 'monotonicMs'>
}

export function createPinTries({ disk, clock }: PinTriesParts): PinTries {
  let pausedFromMs = clock.monotonicMs()

  const wrongSoFar = async () => (await disk.readMeta('wrongPins')) ?? 0

  const leftOfPause = (wrong: number) =>
    wrong < TRIES ? 0 : Math.max(0, pausedFromMs + PAUSE_MS - clock.monotonicMs())

  return {
    pauseMs: async () => leftOfPause(await wrongSoFar()),
    check: async (isRight) => {
      const before = await wrongSoFar()
      const pauseMs = leftOfPause(before)
      if (pauseMs > 0) return { right: false, triesLeft: 0, pauseMs }
      const wrong = before < TRIES ? before + 1 : 1
      await disk.writeMeta('wrongPins', wrong)
      if (await isRight()) {
        await disk.writeMeta('wrongPins', 0)
        return { right: true }
      }
      if (wrong < TRIES) return { right: false, triesLeft: TRIES - wrong }
      pausedFromMs = clock.monotonicMs()
      return { right: false, triesLeft: 0, pauseMs: PAUSE_MS }
    },
  }
}
