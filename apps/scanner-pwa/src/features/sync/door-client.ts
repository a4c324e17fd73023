// The phone's Supabase client. Its library is loaded only when the network is first needed, after the camera is up.
import type { SupabaseClient } from '@supabase/supabase-js'
import type { RuntimeConfig } from '#shared/config.ts'

/** A network that takes packets and gives none back must not hold the loop for ever. */
const REQUEST_TIMEOUT_MS = 30_000

const fetchWithTimeout: typeof fetch = (input, init) => {
  const timeout = AbortSignal.timeout(REQUEST_TIMEOUT_MS)
  const signal = init?.signal ? AbortSignal.any([init.signal, timeout]) : timeout
  return fetch(input, { ...init, signal })
}

export async function openDoorClient(config: RuntimeConfig): Promise<SupabaseClient> {
  const { createClient } = await import('@supabase/supabase-js')
  return createClient(config.apiUrl, config.publishableKey, {
    auth: { storageKey: 'maguey.door.session', detectSessionInUrl: false },
    global: { fetch: fetchWithTimeout },
  })
}
