// The chosen night: kept in the address, so that a link to it can be shared, and remembered on this device.

import type { ManagerEvent } from '@maguey/wire/manager-events'
import { useCallback, useState } from 'react'
import { useSearchParams } from 'react-router'
import { pickEvent } from '#features/nights/manager-events.ts'

const LAST_KEY = 'maguey.manager.event'

/** `night` is null when there is none. */
export function useChosenNight(nights: readonly ManagerEvent[]): {
  night: ManagerEvent | null
  chooseNight: (night: ManagerEvent) => void
} {
  const [params, setParams] = useSearchParams()
  // "Now" is fixed once: a night that ends while somebody watches it stays on the screen.
  const [openedAtMs] = useState(() => Date.now())
  const wish = { slug: params.get('event'), lastId: localStorage.getItem(LAST_KEY) }
  const night = pickEvent(nights, wish, openedAtMs)

  const chooseNight = useCallback(
    (chosen: ManagerEvent) => {
      localStorage.setItem(LAST_KEY, chosen.id)
      setParams({ event: chosen.slug })
    },
    [setParams],
  )
  return { night, chooseNight }
}
