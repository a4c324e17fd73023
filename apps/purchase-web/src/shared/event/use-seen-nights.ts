// Keeps the nights that a page shows, and gives back what was kept when they can't be had. Loaded after the first paint.
import type { ShopEvent } from '@maguey/wire/events'
import { useEffect, useState } from 'react'
import type { SeenNight } from './seen-nights.ts'

const NONE: readonly SeenNight[] = []

/**
 * @param shown what the API said, if it did
 * @param failed whether the API can't be asked at the moment
 * @returns nothing unless it failed and there is nothing to show
 */
export function useSeenNights(
  shown: ShopEvent | readonly ShopEvent[] | undefined,
  failed: boolean,
): readonly SeenNight[] {
  const [seen, setSeen] = useState(NONE)
  const wanted = failed && shown === undefined
  useEffect(() => {
    if (!shown && !wanted) return
    import('./seen-nights.ts').then(
      ({ keepSeenNights, listSeenNights }) => {
        if (shown) keepSeenNights(localStorage, [shown].flat(), Date.now())
        else setSeen(listSeenNights(localStorage, Date.now()))
      },
      // Without it the page works as long as there is a network.
      () => undefined,
    )
  }, [shown, wanted])
  return wanted ? seen : NONE
}
