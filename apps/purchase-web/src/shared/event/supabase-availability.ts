// Reads `event_availability` through supabase-js; a chunk of its own, fetched after the first paint.
import { createClient } from '@supabase/supabase-js'
import * as v from 'valibot'
import { ShopEvent } from '#shared/api/event-shape.ts'
import type { Answer, Problem } from '#shared/api/problem.ts'
import type { EventSource } from './live-source.ts'

export function createSupabaseSource(url: string, publishableKey: string): EventSource {
  const supabase = createClient(url, publishableKey, {
    auth: { persistSession: false, autoRefreshToken: false, detectSessionInUrl: false },
  })
  return async (slug, signal): Promise<Answer<ShopEvent>> => {
    const call = supabase.rpc('event_availability', { p_event: slug })
    const { data, error, status } = await (signal ? call.abortSignal(signal) : call)
    if (error) return { ok: false, problem: problemOfRpc(error.message, status) }
    const parsed = v.safeParse(ShopEvent, data)
    return parsed.success
      ? { ok: true, value: parsed.output }
      : { ok: false, problem: { kind: 'unreadable', status } }
  }
}

/** A registered code comes as the message of a 4xx; anything else never reached the function. */
function problemOfRpc(message: string, status: number): Problem {
  if (status < 400 || !/^[a-z_]+$/.test(message)) return { kind: 'unreachable' }
  return {
    kind: 'refused',
    status,
    code: message,
    message: '',
    fields: [],
    detail: null,
    retryAfterSeconds: null,
  }
}
