// The nights that this phone may scan: what was kept, and meanwhile what the server says now.
import { useCallback, useEffect, useState } from 'react'
import { readMeta, writeMeta } from '#db/meta.ts'
import type { EventOffer } from '#db/rows.ts'
import { byNearness, fetchOffers } from '#features/pair/event-offers.ts'
import { createDeviceSession } from '#features/sync/device-session.ts'
import { useLiveQuery } from '#shared/use-live-query.ts'
import type { Door } from './door.ts'

export type Offers = {
  /** Undefined while there is nothing to show yet. */
  offers: EventOffer[] | undefined
  gateHint: string | null
  asking: boolean
  retry: () => void
}

/** Resolves to whether the server answered. */
async function refreshOffers(door: Door): Promise<boolean> {
  try {
    const client = await door.client()
    const session = createDeviceSession(client, () => readMeta(door.db, 'credential'))
    if (!(await session.ensure())) return false
    const offers = await fetchOffers(client)
    if (offers) await writeMeta(door.db, 'offers', offers)
    return offers !== undefined
  } catch {
    return false
  }
}

export function useOffers(door: Door): Offers {
  const [asking, setAsking] = useState(true)
  const query = useCallback(
    async () => ({
      offers: await readMeta(door.db, 'offers'),
      gateHint: (await readMeta(door.db, 'gateHint')) ?? null,
    }),
    [door],
  )
  const kept = useLiveQuery(query)
  const retry = useCallback(() => {
    setAsking(true)
    void refreshOffers(door).finally(() => setAsking(false))
  }, [door])
  useEffect(retry, [retry])
  return {
    offers: kept?.offers && byNearness(kept.offers, door.clock.nowMs()),
    gateHint: kept?.gateHint ?? null,
    asking,
    retry,
  }
}
