// Calls one SQL function as this phone: signs in when needed, and says what each failure means for the door.
import { callSql, type SqlCaller } from '@maguey/wire/call'
import {
  type Answer,
  type Failure,
  isRefusal,
  type Refusal,
  STRANGER_STATUS,
} from '@maguey/wire/failure'
import type { SqlFunction } from '@maguey/wire/sql-function'
import type { SupabaseClient } from '@supabase/supabase-js'
import type { GenericSchema, InferOutput } from 'valibot'
import type { DeviceSession } from './device-session.ts'
import type { SyncTrouble } from './sync-ports.ts'

export type PhoneDeps = {
  /** Loads the library at the first call. */
  client: () => Promise<SupabaseClient>
  session: () => Promise<DeviceSession>
  /** True if the browser is sure that there is no network: then nothing is attempted. */
  isOffline: () => boolean
}

const SIGNED_OUT: Failure = { kind: 'signed_out' }
const NO_ANSWER: Failure = { kind: 'unreachable' }

/** Never rejects. A session that the server rejects is silently renewed once. */
export async function callAsPhone<Input, const Schema extends GenericSchema>(
  deps: PhoneDeps,
  sql: SqlFunction<Input, Schema>,
  input: NoInfer<Input>,
  signal?: AbortSignal,
): Promise<Answer<InferOutput<Schema>>> {
  if (deps.isOffline()) return { ok: false, failure: { kind: 'offline' } }
  try {
    const [client, session] = await Promise.all([deps.client(), deps.session()])
    const state = await session.ensure()
    if (state !== 'ready') return sessionFailure(state)
    // supabase-js types its functions by the generated names; the wire has already checked name and arguments.
    const caller = client as unknown as SqlCaller
    const answer = await callSql(caller, sql, input, { signal })
    if (answer.ok || answer.failure.kind !== 'signed_out') return answer
    const renewed = await session.renew()
    if (renewed !== 'ready') return sessionFailure(renewed)
    return await callSql(caller, sql, input, { signal })
  } catch {
    // The library couldn't be loaded: where the app isn't installed, it comes from the network too.
    return { ok: false, failure: NO_ANSWER }
  }
}

const sessionFailure = (state: 'no_answer' | 'refused'): { ok: false; failure: Failure } => ({
  ok: false,
  failure: state === 'refused' ? SIGNED_OUT : NO_ANSWER,
})

/** What a failure means for the door as a whole; for its effect on a batch of scans see `refusesBatch`. */
export function troubleOf(failure: Failure): SyncTrouble {
  switch (failure.kind) {
    case 'offline':
    case 'unreachable':
      return 'no_answer'
    case 'signed_out':
      return 'signed_out'
    case 'busy':
      return 'busy'
    case 'server_error':
      return failure.status === STRANGER_STATUS ? 'stranger' : 'server_error'
    case 'forbidden':
      return 'stranger'
    case 'malformed':
      return failure.status >= 400 ? 'stranger' : 'not_understood'
    case 'refused':
      return troubleOfRefusal(failure)
  }
}

/** Our own codes are about this phone, this night or rate limits; anything else points to another version. */
function troubleOfRefusal({ code, status }: Refusal): SyncTrouble {
  if (code === 'not_a_device') return 'signed_out'
  if (code === 'event_not_allowed') return 'not_allowed'
  if (status === 429) return 'busy'
  return status >= 500 ? 'server_error' : 'not_understood'
}

/** Only our own codes, and only those about what was sent. Anything else, whatever its status, is trouble. */
export function refusesBatch(failure: Failure): boolean {
  return isRefusal(failure, 'invalid_request', 'payload_too_large')
}
