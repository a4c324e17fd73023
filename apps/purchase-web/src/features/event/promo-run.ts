// One customer's promo code, without React: the newest question is the one whose answer counts.
import type { Answer, Failure } from '@maguey/wire/failure'
import type { PromoOffer } from '@maguey/wire/promo-codes'
import { createStore, type StoreApi } from 'zustand/vanilla'

export type PromoRunState = {
  offer: PromoOffer | null
  /** The event's prices when the last answered question was asked; null before the first. */
  prices: string | null
  busy: boolean
  problem: Failure | null
}

export type PromoRunPorts = {
  read: (code: string) => Promise<Answer<PromoOffer>>
  /** Stores the code with the draft; '' for none. */
  keep: (code: string) => void
}

export type PromoRun = StoreApi<PromoRunState> & {
  /** `prices`: the event's, as they are shown now. */
  apply: (code: string, prices: string) => Promise<void>
  /** Also when an answer is still on its way. */
  remove: () => void
}

const NONE: PromoRunState = { offer: null, prices: null, busy: false, problem: null }

export function createPromoRun({ read, keep }: PromoRunPorts): PromoRun {
  const store = createStore<PromoRunState>(() => NONE)
  let turn = 0
  return {
    ...store,
    apply: async (code, prices) => {
      turn += 1
      const mine = turn
      store.setState({ busy: true, problem: null })
      const answer = await read(code)
      if (mine !== turn) return
      if (answer.ok) {
        keep(answer.value.code)
        store.setState({ ...NONE, prices, offer: answer.value })
        return
      }
      // Without an answer the code may still be valid: it stays in its field, and an order sent meanwhile goes without.
      keep(answer.failure.kind === 'refused' ? '' : code)
      store.setState({ ...NONE, prices, problem: answer.failure })
    },
    remove: () => {
      turn += 1
      keep('')
      store.setState(NONE)
    },
  }
}

/**
 * What holds at the prices that are shown. An offer of other prices doesn't, and nothing may be paid (`busy`) until the
 * code in the draft was asked about at these; `due` says that nobody has asked yet.
 */
export function promoAt(state: PromoRunState, kept: string, prices: string) {
  const current = state.prices === prices
  const unknown = kept !== '' && !current
  return {
    offer: current ? state.offer : null,
    busy: state.busy || unknown,
    due: unknown && !state.busy,
  }
}
