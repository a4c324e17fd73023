// A promo code in this page: the code is kept with the draft, what it is worth is asked anew after a reload and
// whenever a price has changed.
import { hear } from '@maguey/ui/hear.ts'
import type { ShopEvent } from '@maguey/wire/events'
import type { Failure } from '@maguey/wire/failure'
import type { PromoOffer } from '@maguey/wire/promo-codes'
import { useEffect, useMemo } from 'react'
import { useStore } from 'zustand'
import { readPromoOffer } from '#shared/api/events-api.ts'
import { checkoutDraft, useDraft } from '#shared/draft/checkout-draft.ts'
import { createPromoRun, promoAt } from './promo-run.ts'

export type Promo = {
  /** What the code is worth at the prices that are shown. */
  offer: PromoOffer | null
  /** The code that was applied, also while its worth is asked anew. */
  applied: string | null
  /** The code in the draft; '' is none. */
  kept: string
  /** The total isn't known: nothing may be paid yet. */
  busy: boolean
  problem: Failure | null
  apply: (code: string) => Promise<void>
  remove: () => void
}

export function usePromo(event: ShopEvent): Promo {
  const { slug } = event
  const run = useMemo(
    () =>
      createPromoRun({
        read: (code) => readPromoOffer(slug, code),
        keep: (code) => checkoutDraft.setPromo(slug, code),
      }),
    [slug],
  )
  const state = useStore(run)
  const kept = useDraft(slug).promo ?? ''
  const prices = event.ticket_types.map(({ price }) => price).join(' ')
  const { offer, busy, due } = promoAt(state, kept, prices)

  useEffect(() => {
    if (due) hear(run.apply(kept, prices))
  }, [run, due, kept, prices])

  return {
    ...{ offer, busy, kept, problem: state.problem },
    applied: state.offer?.code ?? null,
    apply: (code) => run.apply(code, prices),
    remove: run.remove,
  }
}
