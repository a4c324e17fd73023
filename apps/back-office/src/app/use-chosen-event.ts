// The night that is looked at: in the address, so that a link to it can be shared, and remembered on this device.

import type { ManagerEvent } from '@maguey/wire/manager-events'
import { useState } from 'react'
import { useSearchParams } from 'react-router'
import { pickEvent } from '#features/nights/manager-events.ts'

const LAST_KEY = 'maguey.manager.event'

/** `events` must not be empty. */
export function useChosenEvent(events: [ManagerEvent, ...ManagerEvent[]]): {
  chosen: ManagerEvent
  choose: (event: ManagerEvent) => void
} {
  const [params, setParams] = useSearchParams()
  // What is on "now" is decided once: a night that ends while it is watched stays on the screen.
  const [openedAtMs] = useState(() => Date.now())
  const wish = { slug: params.get('event'), lastId: localStorage.getItem(LAST_KEY) }
  const chosen = pickEvent(events, wish, openedAtMs) ?? events[0]

  function choose(event: ManagerEvent): void {
    localStorage.setItem(LAST_KEY, event.id)
    setParams({ event: event.slug })
  }
  return { chosen, choose }
}
