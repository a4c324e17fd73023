// Reads `event_availability` through supabase-js; a chunk of its own, fetched after the first paint.
import { callSql, type SqlCaller } from '@maguey/wire/call'
import { eventAvailability, type ShopEvent } from '@maguey/wire/events'
import type { Answer } from '@maguey/wire/failure'
import { createClient } from '@supabase/supabase-js'

export type EventSource = (slug: string, signal?: AbortSignal) => Promise<Answer<ShopEvent>>

export function createSupabaseSource(url: string, publishableKey: string): EventSource {
  const supabase: SqlCaller = createClient(url, publishableKey, {
    auth: { persistSession: false, autoRefreshToken: false, detectSessionInUrl: false },
  })
  return (slug, signal) => callSql(supabase, eventAvailability, slug, { signal })
}
