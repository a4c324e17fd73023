// One page of this phone scans at a time: two would each hold a list of their own in memory, and let a guest in twice.
// The lock says whose turn it is; that the disk refuses whoever has lost it is the real guard.
import { hear } from '@maguey/ui/hear.ts'
import type { DoorStore } from '#db/door-store.ts'
import type { Clock } from '#shared/clock.ts'

const LOCK_NAME = 'maguey-door'

/** A page that is being reloaded gives its lock back within this. */
const SOON_MS = 400

type HoldParts = {
  store: Pick<DoorStore, 'leave' | 'state'>
  /** Mirrors the disk and makes this page the one that writes. */
  begin: () => Promise<void>
  clock: Pick<Clock, 'after'>
  /** Undefined in old engines: there the page that was opened last scans. */
  locks: Pick<LockManager, 'request'> | undefined
}

/** Waits for the door; `takeOver` takes it from the page that has it. */
export function holdDoor({ store, begin, clock, locks }: HoldParts): { takeOver: () => void } {
  let waiting = new AbortController()
  let held = false

  const hold = async () => {
    held = true
    await begin()
    // Kept until the page goes, or another takes it.
    await new Promise<never>(() => {})
  }

  const ask = (options: LockOptions) => {
    locks?.request(LOCK_NAME, options, hold).catch(() => {
      if (options.signal?.aborted) return
      // Taken over: wait for it to become free again.
      store.leave()
      queue()
    })
  }

  const queue = () => {
    waiting = new AbortController()
    ask({ signal: waiting.signal })
  }

  if (locks) {
    queue()
    clock.after(SOON_MS, () => {
      // Mirroring a long list may take longer.
      if (!held && store.state.getState().status === 'loading') store.leave()
    })
  } else {
    hear(begin())
  }
  return {
    takeOver: () => {
      if (!locks) return hear(begin())
      waiting.abort()
      ask({ steal: true })
    },
  }
}
