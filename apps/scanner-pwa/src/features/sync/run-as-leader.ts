// Lets one tab of this phone sync at a time; when it closes or dies, another takes over.

const LOCK_NAME = 'maguey-door-sync'

type Locks = Pick<LockManager, 'request'>

/**
 * Runs `lead` once this tab has the lock; `lead` returns a function that stops it. The returned function releases the
 * lock, or leaves its queue. Without Web Locks (old engines) every tab leads: pushes stay safe, since scans are
 * deduplicated by id.
 */
export function runAsLeader(lead: () => () => void, locks: Locks | undefined): () => void {
  if (!locks) return lead()
  const left = new AbortController()
  const hold = async () => {
    if (left.signal.aborted) return
    const stop = lead()
    await new Promise<void>((resolve) => {
      left.signal.addEventListener('abort', () => resolve(), { once: true })
    })
    stop()
  }
  locks.request(LOCK_NAME, { signal: left.signal }, hold).catch((error: unknown) => {
    // Leaving the queue rejects with AbortError; anything else means that there is no lock to wait for.
    if (!left.signal.aborted) throw error
  })
  return () => left.abort()
}
