// Only one page of this phone scans at a time: two would each hold their own list in memory, and let a guest in twice.
// The lock decides which; the real safeguard is that the disk rejects writes from a page that has lost it.
import { hear } from '@maguey/ui/hear.ts'
import type { DoorStore } from '#db/door-store.ts'
import type { Clock } from '#shared/clock.ts'

const LOCK_NAME = 'maguey-door'

/** A page that is being reloaded releases its lock within this time. */
const SOON_MS = 400

type HoldParts = {
  store: Pick<DoorStore, 'leave' | 'state'>
  /** Mirrors the disk and makes this page the only one that writes. */
  begin: () => Promise<void>
  clock: Pick<Clock, 'after'>
  /** Undefined in old engines: there the page opened last scans. */
  locks: Pick<LockManager, 'request'> | undefined
}

/** Waits for the lock; `takeOver` takes it from the page that holds it. */
export function holdDoor({ store, begin, clock, locks }: HoldParts): { takeOver: () => void } {
  let waiting = new AbortController()
  let held = false

  const hold = async () => {
    held = true
    await begin()
    // Held until the page closes, or another takes over.
    await new Promise<never>(() => {})
  }

  const ask = (options: LockOptions) => {
    locks?.request(LOCK_NAME, options, hold).catch(() => {
      if (options.signal?.aborted) return
      // Another page took over: wait until the lock is free again.
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
      // Mirroring a long list may take longer than this.
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
