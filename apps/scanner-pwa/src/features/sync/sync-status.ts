// What the loop is doing, for the status strip; the leading tab tells this phone's other tabs.
import { createStore } from 'zustand/vanilla'
import type { SyncReport } from './sync-actions.ts'
import type { SyncTrouble } from './sync-ports.ts'
import type { SyncPhase } from './sync-state.ts'

/** Outcome of the last call. `unknown`: none yet. `no_answer` also covers the browser's knowledge of flight mode. */
export type Contact = 'unknown' | 'reached' | SyncTrouble

export type SyncStatus = { phase: SyncPhase; contact: Contact }

export function reduceStatus(status: SyncStatus, report: SyncReport): SyncStatus {
  return report.type === 'phase'
    ? { ...status, phase: report.phase }
    : { ...status, contact: report.trouble ?? 'reached' }
}

type TabMessage = { type: 'status'; status: SyncStatus } | { type: 'wake' }
type Channel = Pick<BroadcastChannel, 'postMessage' | 'addEventListener' | 'close'>

/** `onWake`: another tab asks the leader for a round. */
export function createSyncStatus(channel: Channel | undefined, onWake: () => void) {
  const store = createStore<SyncStatus>()(() => ({ phase: 'idle', contact: 'unknown' }))
  channel?.addEventListener('message', (event) => {
    const message = (event as MessageEvent<TabMessage>).data
    if (message.type === 'status') store.setState(message.status)
    else onWake()
  })
  return {
    store,
    report: (report: SyncReport) => {
      const status = reduceStatus(store.getState(), report)
      store.setState(status)
      channel?.postMessage({ type: 'status', status } satisfies TabMessage)
    },
    wakeLeader: () => channel?.postMessage({ type: 'wake' } satisfies TabMessage),
  }
}
