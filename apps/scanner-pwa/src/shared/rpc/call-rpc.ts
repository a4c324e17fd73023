// Calls one SQL function and turns every possible failure into a value, so that no screen ever has to catch.
import type { SupabaseClient } from '@supabase/supabase-js'
import * as v from 'valibot'

/**
 * Why a call gave no answer.
 * - `unreachable`: no network, or the server didn't answer; retry later.
 * - `signed_out`: the session is over; only signing in again helps.
 * - `refused`: the database said no; `code` is one of docs/error-codes.md.
 * - `unexpected`: an answer that we do not understand (older app, newer server).
 */
export type RpcFailure =
  | { kind: 'unreachable' }
  | { kind: 'signed_out' }
  | { kind: 'refused'; code: string }
  | { kind: 'unexpected' }

export type RpcResult<T> = { ok: true; value: T } | { ok: false; failure: RpcFailure }

/** The part of supabase-js that is needed, so that tests need no server. */
export type RpcCaller = Pick<SupabaseClient, 'rpc'>

type RpcError = { code?: string; message?: string }

/** Maps an error of PostgREST (or of fetch, which has status 0) to the failure that a screen acts on. */
export function rpcFailure(status: number, error: RpcError): RpcFailure {
  if (status === 401) return { kind: 'signed_out' }
  if (status === 0 || status >= 502) return { kind: 'unreachable' }
  // PTnnn is raised by our own functions; 42501 is Postgres rejecting the role.
  if (error.code?.startsWith('PT')) return { kind: 'refused', code: error.message ?? 'internal' }
  if (error.code === '42501') return { kind: 'refused', code: 'not_staff' }
  return { kind: 'unexpected' }
}

/** Never rejects. The answer is parsed with `schema` before anything else sees it. */
export async function callRpc<const S extends v.GenericSchema>(
  caller: RpcCaller,
  name: string,
  args: Record<string, unknown>,
  schema: S,
): Promise<RpcResult<v.InferOutput<S>>> {
  try {
    const { data, error, status } = await caller.rpc(name, args)
    if (error) return { ok: false, failure: rpcFailure(status, error) }
    const parsed = v.safeParse(schema, data)
    if (parsed.success) return { ok: true, value: parsed.output }
    return { ok: false, failure: { kind: 'unexpected' } }
  } catch {
    return { ok: false, failure: { kind: 'unreachable' } }
  }
}
