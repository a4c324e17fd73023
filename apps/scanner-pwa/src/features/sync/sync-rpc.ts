// One call of a SQL function as this phone: signs in when needed, and turns every failure into a reason.
import type { SupabaseClient } from '@supabase/supabase-js'
import * as v from 'valibot'
import type { DeviceSession } from './device-session.ts'

export type RpcDeps = {
  /** Loads the library at its first call. */
  client: () => Promise<SupabaseClient>
  session: () => Promise<DeviceSession>
  /** True when the browser is sure that there is no network: then none is tried. */
  isOffline: () => boolean
}

/** `refused`: what was sent can't be accepted. `trouble`: all else; the same call may succeed later. */
export type RpcAnswer<T> = { ok: true; value: T } | { ok: false; reason: 'refused' | 'trouble' }

/** 4xx that speak of the moment or of us, not of what was sent. */
const TROUBLE_STATUSES: ReadonlySet<number> = new Set([401, 403, 404, 408, 429])

/** What an HTTP status means for the loop; 0 is "no answer at all". */
export function failureReason(status: number): 'refused' | 'trouble' {
  return status >= 400 && status < 500 && !TROUBLE_STATUSES.has(status) ? 'refused' : 'trouble'
}

/** A session that the server does not believe is renewed once, in silence. */
async function callAsPhone(deps: RpcDeps, name: string, args: Record<string, unknown>) {
  const [client, session] = await Promise.all([deps.client(), deps.session()])
  if (!(await session.ensure())) return undefined
  const answer = await client.rpc(name, args)
  const renewed = answer.status === 401 && (await session.renew())
  return renewed ? await client.rpc(name, args) : answer
}

/** Never rejects. The answer is parsed before anything else sees it. */
export async function callSyncRpc<const S extends v.GenericSchema>(
  deps: RpcDeps,
  name: string,
  args: Record<string, unknown>,
  schema: S,
): Promise<RpcAnswer<v.InferOutput<S>>> {
  if (deps.isOffline()) return { ok: false, reason: 'trouble' }
  try {
    const answer = await callAsPhone(deps, name, args)
    if (!answer) return { ok: false, reason: 'trouble' }
    if (answer.error) return { ok: false, reason: failureReason(answer.status) }
    const parsed = v.safeParse(schema, answer.data)
    return parsed.success ? { ok: true, value: parsed.output } : { ok: false, reason: 'trouble' }
  } catch {
    return { ok: false, reason: 'trouble' }
  }
}
