// Keeps the nights that a page shows, and gives back what was kept when they can't be had. Loaded after the first paint.

import type { ShopEvent } from '@maguey/wire/events'
import { mayHeal } from '@maguey/wire/failure'
import { useEffect, useState } from 'react'
import type { Known } from '#shared/api/source.ts'
import type { SeenNight } from './seen-nights.ts'

const NONE: readonly SeenNight[] = []

/**
 * @param known one night, or the list of all
 * @returns nothing unless the API can't be asked at the moment, or has been silent for long, and there is nothing to show
 */
export function useSeenNights(
  known: Pick<Known<ShopEvent | readonly ShopEvent[]>, 'data' | 'dataAtMs' | 'failure' | 'silent'>,
): readonly SeenNight[] {
  const { data, dataAtMs, failure, silent } = known
  const [seen, setSeen] = useState(NONE)
  const wanted = data === undefined && (silent || (failure !== null && mayHeal(failure)))
  useEffect(() => {
    // 0: nobody knows how old it is.
    const fresh = dataAtMs > 0 ? data : undefined
    if (!fresh && !wanted) return
    import('./seen-nights.ts').then(
      ({ keepAllNights, keepSeenNight, listSeenNights }) => {
        if (wanted) setSeen(listSeenNights(localStorage, Date.now()))
        else if (isList(fresh)) keepAllNights(localStorage, fresh, dataAtMs)
        else if (fresh) keepSeenNight(localStorage, fresh, dataAtMs)
      },
      // Without it the page works as long as there is a network.
      () => undefined,
    )
  }, [data, dataAtMs, wanted])
  return wanted ? seen : NONE
}

const isList = (
  nights: ShopEvent | readonly ShopEvent[] | undefined,
): nights is readonly ShopEvent[] => Array.isArray(nights)
