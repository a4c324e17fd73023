// What the door's screen shows now: the last scan, until it yields. Works without React.
import { verdictColour } from '@maguey/ticket-core/verdict'
import { createStore } from 'zustand/vanilla'
import type { Clock } from '#shared/clock.ts'
import type { ShownScan } from './scan-pipeline.ts'

/** Green disappears after this long; red stays until it is dismissed, amber until it is answered, both until the next code comes. */
const YIELD_AFTER_MS = 1_500

function yields(shown: ShownScan): boolean {
  if (shown.kind !== 'verdict') return shown.kind !== 'storage_failed'
  const colour = verdictColour(shown.verdict.code)
  // On the way out there is nothing to answer.
  return colour === 'green' || (colour === 'amber' && shown.direction === 'out' && !shown.asking)
}

export type ShownScanState = { shown: ShownScan | null }

export function createShownScanStore(clock: Pick<Clock, 'after'>) {
  const store = createStore<ShownScanState>()(() => ({ shown: null }))
  let cancelYield = () => {}
  const clear = () => {
    cancelYield()
    store.setState({ shown: null })
  }
  return {
    store,
    /** A new scan replaces the shown one at once. */
    show: (shown: ShownScan) => {
      cancelYield()
      if (shown.kind === 'turned_away') return store.setState({ shown: null })
      store.setState({ shown })
      if (yields(shown)) cancelYield = clock.after(YIELD_AFTER_MS, clear)
    },
    clear,
  }
}

export type ShownScanStore = ReturnType<typeof createShownScanStore>
