// One run of the form, without React.
//
//   idle ──pay──▶ sending ──pay page──▶ leaving (busy until the page is gone)
//    ▲               │
//    └──refused──────┘   with what went wrong, and the seats asked for anew
//   leaving ──restored by the back button──▶ idle
import type { CheckoutStarted } from '@maguey/wire/checkout'
import type { Answer, Failure } from '@maguey/wire/failure'
import { createStore, type StoreApi } from 'zustand/vanilla'

export type CheckoutRunState = { busy: boolean; problem: Failure | null }

export type CheckoutRunPorts = {
  start: () => Promise<Answer<CheckoutStarted>>
  leaveFor: (started: CheckoutStarted) => void
  /** Refetches availability. */
  refresh: () => void
}

export type CheckoutRun = StoreApi<CheckoutRunState> & {
  /** A call while another is under way does nothing, so that two clicks in one frame buy once. */
  pay: (ports: CheckoutRunPorts) => Promise<void>
  /** The page was restored from the back/forward cache. */
  restored: () => void
}

export function createCheckoutRun(): CheckoutRun {
  const store = createStore<CheckoutRunState>(() => ({ busy: false, problem: null }))
  return {
    ...store,
    pay: async ({ start, leaveFor, refresh }) => {
      if (store.getState().busy) return
      store.setState({ busy: true, problem: null })
      const answer = await start()
      if (answer.ok) {
        leaveFor(answer.value)
        return
      }
      store.setState({ busy: false, problem: answer.failure })
      refresh()
    },
    restored: () => store.setState({ busy: false }),
  }
}
