// Hears of scans on other phones and marks their tickets at once; the pull that follows is authoritative.
import type { Listening, SyncNetwork, SyncStore } from './sync-ports.ts'

export type NudgeListener = {
  /** Listens to one event; calling it with another event leaves the first. */
  listenTo: (eventId: string) => void
  check: () => void
  stop: () => void
}

/** `onNudge` is called after the tickets were marked, even if marking failed. */
export function createNudgeListener(
  { network, store }: { network: SyncNetwork; store: SyncStore },
  onNudge: () => void,
): NudgeListener {
  let listening: { eventId: string; to: Listening } | undefined
  const stop = () => {
    listening?.to.stop()
    listening = undefined
  }
  return {
    stop,
    check: () => listening?.to.check(),
    listenTo: (eventId) => {
      if (listening?.eventId === eventId) return
      stop()
      const to = network.listen(eventId, (tickets, limit) => {
        if (limit !== undefined) store.applyLimit(eventId, limit)
        store.applyNudge(eventId, tickets).then(onNudge, onNudge)
      })
      listening = { eventId, to }
    },
  }
}
