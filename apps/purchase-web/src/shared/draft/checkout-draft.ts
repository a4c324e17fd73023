// What a customer has chosen and typed, kept over reload, crash and the trip to the pay page.
import { useStore } from 'zustand'
import { createStore, type StoreApi } from 'zustand/vanilla'

export type Customer = { email: string; name: string }

/** Seats that an unpaid order keeps for this customer. */
export type Hold = {
  orderId: string
  checkoutUrl: string
  expiresAtMs: number
  /** What is held, and for how much; absent in drafts of older versions of this page. */
  held?: { tickets: readonly { name: string; quantity: number }[]; total: string; currency: string }
}

/** The last attempt to pay: the same contents are sent again with the same key. */
export type Attempt = { clientKey: string; fingerprint: string }

export type Draft = {
  /** By ticket type code; absent means none. */
  quantities: Readonly<Record<string, number>>
  /** As applied; absent or empty means none. */
  promo?: string
  attempt: Attempt | null
  hold: Hold | null
  touchedAtMs: number
}

export type DraftState = {
  customer: Customer
  /** By event slug. */
  drafts: Readonly<Record<string, Draft>>
}

export type DraftStore = StoreApi<DraftState>

export const emptyDraft: Draft = { quantities: {}, attempt: null, hold: null, touchedAtMs: 0 }

const KEEP_FOR_MS = 14 * 86_400_000

const KEPT_AS = 'maguey.checkout-draft'
const VERSION = 1

/** What this page wrote itself; its version says in which shape. */
type Kept = { state: Partial<DraftState>; version: number } | null
type KeptIn = Pick<Storage, 'getItem' | 'setItem'>

/** Works without React. Drafts untouched for two weeks are dropped when the store opens. */
export function createDraftStore(storage: () => KeptIn, nowMs: () => number) {
  const store = createStore<DraftState>(() => readKept(storage, nowMs()))
  store.subscribe((state) => {
    try {
      storage().setItem(KEPT_AS, JSON.stringify({ state, version: VERSION }))
    } catch {
      // Full or forbidden: it is remembered for as long as the page is open.
    }
  })
  const change = (slug: string, update: (draft: Draft) => Partial<Draft>) =>
    store.setState(({ drafts }) => {
      const draft = drafts[slug] ?? emptyDraft
      return {
        drafts: { ...drafts, [slug]: { ...draft, ...update(draft), touchedAtMs: nowMs() } },
      }
    })

  return {
    store,
    draftOf: (slug: string): Draft => store.getState().drafts[slug] ?? emptyDraft,
    setCustomer: (customer: Partial<Customer>) =>
      store.setState((state) => ({ customer: { ...state.customer, ...customer } })),
    /** From what is chosen by now, not from what a screen shows. */
    changeQuantities: (
      slug: string,
      update: (quantities: Draft['quantities']) => Draft['quantities'],
    ) => change(slug, ({ quantities }) => ({ quantities: update(quantities) })),
    setPromo: (slug: string, promo: string) => change(slug, () => ({ promo })),
    setAttempt: (slug: string, attempt: Attempt | null) => change(slug, () => ({ attempt })),
    setHold: (slug: string, hold: Hold | null) => change(slug, () => ({ hold })),
    /** The hold is over: its key must not be used again, what was chosen stays. */
    endHold: (slug: string) => change(slug, () => ({ hold: null, attempt: null })),
    /** The box office ended this hold before its time; the page says so as if it had run out. */
    lapseHold: (slug: string, orderId: string) =>
      change(slug, ({ hold }) =>
        hold?.orderId === orderId && hold.expiresAtMs > 0
          ? { hold: { ...hold, expiresAtMs: 0 } }
          : {},
      ),
    /** Bought: nothing stays on a phone that may be shared. */
    finish: (slug: string) =>
      store.setState(({ drafts }) => ({
        customer: { email: '', name: '' },
        drafts: Object.fromEntries(Object.entries(drafts).filter(([key]) => key !== slug)),
      })),
  }
}

function readKept(storage: () => KeptIn, nowMs: number): DraftState {
  const nothing: DraftState = { customer: { email: '', name: '' }, drafts: {} }
  try {
    const kept = JSON.parse(storage().getItem(KEPT_AS) ?? 'null') as Kept
    if (kept?.version !== VERSION) return nothing
    const state = { ...nothing, ...kept.state }
    const fresh = Object.entries(state.drafts).filter(
      ([, draft]) => nowMs - draft.touchedAtMs < KEEP_FOR_MS,
    )
    return { ...state, drafts: Object.fromEntries(fresh) }
  } catch {
    return nothing
  }
}

export const checkoutDraft = createDraftStore(() => localStorage, Date.now)

export const useDraft = (slug: string): Draft =>
  useStore(checkoutDraft.store, (state) => state.drafts[slug] ?? emptyDraft)

export const useCustomer = (): Customer => useStore(checkoutDraft.store, (state) => state.customer)
