// Search as you type: only the latest query counts, and the previous results stay until its answer arrives.
import { hear } from '@maguey/ui/hear.ts'
import type { Answer, Failure } from '@maguey/wire/failure'
import type { FoundOrder, FoundOrders, OrderSearch } from '@maguey/wire/order-finding'
import { useCallback, useEffect, useRef, useState } from 'react'
import { isSignedOut, useRetry } from '#shared/rpc/retry.ts'

/** People type faster than they read a list. */
const PAUSE_MS = 250

export type Found = {
  orders: FoundOrder[] | null
  /** What `orders` answers; while it isn't what is asked, they are an earlier answer. */
  answered: string
  next: string | null
  /** What could not be loaded: the page after this one, or the first. */
  failedBefore: string | undefined
  failure: Failure | null
  busy: boolean
}

/** @param find must be stable */
export function useFoundOrders(
  find: (search: OrderSearch) => Promise<Answer<FoundOrders>>,
  { query, eventId }: { query: string; eventId: string },
  onSessionExpired: () => void,
): Found & { stale: boolean; more: () => Promise<void>; again: () => Promise<void> } {
  const [found, setFound] = useState<Found>({
    orders: null,
    answered: '',
    next: null,
    failedBefore: undefined,
    failure: null,
    busy: true,
  })
  const asked = useRef(0)
  const search = JSON.stringify([query, eventId])

  const ask = useCallback(
    async (before?: string) => {
      asked.current += 1
      const mine = asked.current
      setFound((now) => ({ ...now, busy: true }))
      const answer = await find({ query, eventId: eventId || undefined, before })
      if (mine !== asked.current) return
      if (!answer.ok) {
        if (isSignedOut(answer.failure)) onSessionExpired()
        setFound((now) => ({ ...now, busy: false, failure: answer.failure, failedBefore: before }))
        return
      }
      const { orders, next } = answer.value
      setFound((now) => ({
        orders: before === undefined ? orders : [...(now.orders ?? []), ...orders],
        answered: search,
        next,
        failedBefore: undefined,
        failure: null,
        busy: false,
      }))
    },
    [find, query, eventId, search, onSessionExpired],
  )

  useEffect(() => {
    const timer = setTimeout(() => hear(ask()), asked.current === 0 ? 0 : PAUSE_MS)
    return () => {
      clearTimeout(timer)
      // An answer to an outdated query changes nothing.
      asked.current += 1
    }
  }, [ask])

  // Once there is a list, a failed page or search is repeated by whoever wants it, with `again`.
  useRetry(found.orders === null ? found.failure : null, ask)

  const { next, failedBefore } = found
  const again = useCallback(() => ask(failedBefore), [ask, failedBefore])
  const more = useCallback(async () => {
    if (next !== null) await ask(next)
  }, [ask, next])
  return { ...found, stale: found.orders !== null && found.answered !== search, more, again }
}
