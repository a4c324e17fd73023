// Coming back from the pay page without paying: the seats go back at once, the choice stays.
import { hear } from '@maguey/ui/hear.ts'
import { useEffect, useRef, useState } from 'react'
import { goTo, useAddress } from '#shared/routing/address.ts'
import { releaseHold } from './release-hold.ts'

/** `unsure`: the box office couldn't be told, the seats free themselves when the hold ends. */
export type CancelledReturn = 'none' | 'releasing' | 'released' | 'unsure'

export function useCancelledReturn(slug: string, refresh: () => void) {
  const { pathname, search } = useAddress()
  const orderId = new URLSearchParams(search).get('cancelled')
  const [state, setState] = useState<CancelledReturn>(orderId ? 'releasing' : 'none')
  const handled = useRef<string | null>(null)

  useEffect(() => {
    if (!orderId || handled.current === orderId) return
    handled.current = orderId
    const release = async () => {
      setState(stateAfter(await releaseHold(slug, orderId)))
      goTo(pathname, { replace: true })
      refresh()
    }
    hear(release())
  }, [orderId, slug, pathname, refresh])

  return { state, close: () => setState('none') }
}

/** Paid after all, in another tab: the page finds out by itself and says so. */
function stateAfter(answer: Awaited<ReturnType<typeof releaseHold>>): CancelledReturn {
  if (!answer.ok) return 'unsure'
  const { status } = answer.value
  return status === 'completed' || status === 'refund_pending' ? 'none' : 'released'
}
