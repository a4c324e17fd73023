// The nights that this phone may scan: the stored ones at first, then the server's current answer.
import { scannerEvents } from '@maguey/wire/scanner-events'
import { useCallback, useEffect, useState } from 'react'
import { readMeta, writeMeta } from '#db/meta.ts'
import type { EventOffer } from '#db/rows.ts'
import { byNearness, offersFrom } from '#features/pair/event-offers.ts'
import type { SyncTrouble } from '#features/sync/sync-ports.ts'
import { useLiveQuery } from '#shared/use-live-query.ts'
import type { Door } from './door.ts'

export type Offers = {
  /** Undefined while there is nothing to show yet. */
  offers: EventOffer[] | undefined
  gateHint: string | null
  asking: boolean
  trouble: SyncTrouble | null
  retry: () => void
}

/** Resolves to why there is no answer, or null. Rejects when storage fails, which the door's gate shows. */
async function refreshOffers(door: Door): Promise<SyncTrouble | null> {
  const answer = await door.sync.call(scannerEvents, undefined)
  if (!answer.ok) return answer.trouble
  await writeMeta(door.db, 'offers', offersFrom(answer.value))
  return null
}

export function useOffers(door: Door): Offers {
  const [asking, setAsking] = useState(true)
  const [trouble, setTrouble] = useState<SyncTrouble | null>(null)
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
    refreshOffers(door)
      .then(setTrouble, () => setTrouble('no_answer'))
      .finally(() => setAsking(false))
  }, [door])
  useEffect(retry, [retry])
  return {
    offers: kept?.offers && byNearness(kept.offers, door.clock.nowMs()),
    gateHint: kept?.gateHint ?? null,
    asking,
    trouble,
    retry,
  }
}
