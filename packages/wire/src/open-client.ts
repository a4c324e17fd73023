// The one way to make a Supabase client: each request has a deadline, and a captive portal's page isn't taken for ours.
import {
  createClient,
  type SupabaseClient,
  type SupabaseClientOptions,
} from '@supabase/supabase-js'
import { STRANGER_STATUS } from './failure.ts'

export type ClientOptions = {
  apiUrl: string
  publishableKey: string
  /** Where the session is kept in local storage: each role of one phone has its own. */
  storageKey: string
  fetch?: typeof fetch
  /** Node 20 has no WebSocket of its own. */
  transport?: NonNullable<SupabaseClientOptions<'public'>['realtime']>['transport']
}

/** A network that accepts packets and returns none must not block anybody for ever. */
const REQUEST_TIMEOUT_MS = 20_000

/** A socket that died silently is noticed after one or two of these. */
const HEARTBEAT_MS = 15_000

/** A lost socket is retried soon, and often enough that a topic is never away for longer than 5 s. */
const RECONNECT_MS = [300, 1_000, 2_000]
const RECONNECT_AT_MOST_MS = 4_000

/** Our API answers with JSON or no body. A 5xx page may be our own host in trouble, and is passed through. */
function isStranger(response: Response): boolean {
  if (response.status >= 500 || response.status === 204) return false
  const type = response.headers.get('content-type')
  if (type === null) return !response.ok
  return !/\bjson\b/.test(type)
}

export function guardFetch(ask: typeof fetch = fetch): typeof fetch {
  return async (input, init) => {
    // AbortSignal.any would do this, but Safari only has it since 17.4.
    const cut = new AbortController()
    const abort = () => cut.abort()
    const timer = setTimeout(abort, REQUEST_TIMEOUT_MS)
    if (init?.signal?.aborted) abort()
    init?.signal?.addEventListener('abort', abort, { once: true })
    try {
      const response = await ask(input, { ...init, signal: cut.signal })
      if (!isStranger(response)) return response
      return Response.json({ message: 'a stranger answers' }, { status: STRANGER_STATUS })
    } finally {
      clearTimeout(timer)
      init?.signal?.removeEventListener('abort', abort)
    }
  }
}

export function openClient(options: ClientOptions): SupabaseClient {
  return createClient(options.apiUrl, options.publishableKey, {
    auth: { storageKey: options.storageKey, detectSessionInUrl: false },
    global: { fetch: guardFetch(options.fetch) },
    realtime: {
      heartbeatIntervalMs: HEARTBEAT_MS,
      timeout: 5_000,
      reconnectAfterMs: (tries) => RECONNECT_MS[tries - 1] ?? RECONNECT_AT_MOST_MS,
      // Between two joins of the only topic there is briefly no channel; the socket must outlive that.
      disconnectOnEmptyChannelsAfterMs: 30_000,
      ...(options.transport && { transport: options.transport }),
    },
  })
}
