// A promo code in this page: what was typed is kept with the draft, what it is worth is asked anew after a reload and
// whenever a price has changed.
import { hear } from '@maguey/ui/hear.ts'
import type { ShopEvent } from '@maguey/wire/events'
import type { Failure } from '@maguey/wire/failure'
import type { PromoOffer } from '@maguey/wire/promo-codes'
import { useCallback, useEffect, useState } from 'react'
import { readPromoOffer } from '#shared/api/events-api.ts'
import { checkoutDraft } from '#shared/draft/checkout-draft.ts'

export type Promo = {
  offer: PromoOffer | null
  busy: boolean
  problem: Failure | null
  apply: (code: string) => Promise<void>
  remove: () => void
}

export function usePromo(event: ShopEvent): Promo {
  const { slug } = event
  const [state, setState] = useState<Pick<Promo, 'offer' | 'busy' | 'problem'>>({
    offer: null,
    busy: false,
    problem: null,
  })

  const apply = useCallback(
    async (code: string) => {
      setState((before) => ({ ...before, busy: true, problem: null }))
      const answer = await readPromoOffer(slug, code)
      if (answer.ok) {
        checkoutDraft.setPromo(slug, answer.value.code)
        setState({ offer: answer.value, busy: false, problem: null })
        return
      }
      // Without an answer the code may still be valid: it stays, and the order will show.
      if (answer.failure.kind === 'refused') checkoutDraft.setPromo(slug, '')
      setState({ offer: null, busy: false, problem: answer.failure })
    },
    [slug],
  )

  const remove = useCallback(() => {
    checkoutDraft.setPromo(slug, '')
    setState({ offer: null, busy: false, problem: null })
  }, [slug])

  const prices = event.ticket_types.map(({ price }) => price).join(' ')
  useEffect(() => {
    const kept = checkoutDraft.draftOf(slug).promo ?? ''
    if (prices !== '' && kept !== '') hear(apply(kept))
  }, [slug, prices, apply])

  return { ...state, apply, remove }
}
