// The red verdict that a manager is overruling: kept beside the screen, so that the next guest's code takes nothing away.

import type { Verdict } from '@maguey/ticket-core/verdict'
import { createStore } from 'zustand/vanilla'

/** What is needed of the verdict; features know nothing of one another. */
export type Overruled = {
  scanId: string
  direction: 'in' | 'out'
  readAtMs: number
  verdict: Verdict
}

export function createOverruling() {
  const store = createStore<{ about: Overruled | null }>()(() => ({ about: null }))
  return {
    store,
    begin: (about: Overruled) => store.setState({ about }),
    end: () => store.setState({ about: null }),
  }
}
