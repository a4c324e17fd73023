// Where availability comes from: the API at first, the database's own REST once its client is loaded.

import { pageConfig } from '@maguey/ui/config/page-config.ts'
import type { ShopEvent } from '@maguey/wire/events'
import { type Answer, mayHeal } from '@maguey/wire/failure'
import { findEvent } from '#shared/api/events-api.ts'
import type { EventSource } from './supabase-availability.ts'

let live: EventSource | null = null
let asked = false

/** Polls go straight to the database and cost no function call; when that way fails, the API answers. */
export async function readAvailability(
  slug: string,
  signal?: AbortSignal,
): Promise<Answer<ShopEvent>> {
  const answer = await live?.(slug, signal)
  if (answer?.ok || (answer && !mayHeal(answer.failure))) return answer
  return findEvent(slug, signal)
}

type Connection = { saveData?: boolean; effectiveType?: string }

/** Loads supabase-js once; not on metered or slow connections. */
export function startLiveSource(): void {
  const { connection } = navigator as { connection?: Connection }
  const slow = connection?.saveData || /[23]g/.test(connection?.effectiveType ?? '')
  if (asked || slow || !pageConfig().publishableKey) return
  asked = true
  const { apiUrl, publishableKey } = pageConfig()
  import('./supabase-availability.ts').then(
    ({ createSupabaseSource }) => {
      live = createSupabaseSource(apiUrl || location.origin, publishableKey)
    },
    // Not available: keep using the API.
    () => undefined,
  )
}
