// One call of a SQL function through supabase-js with the secret key; what comes back is checked, never trusted.
import { createClient } from '@supabase/supabase-js'
import * as v from 'valibot'
import type { Log } from '../ports/clock.ts'
import { failure, type Result, success } from '../problem.ts'
import { problemOfDatabase } from './database-problem.ts'

const TIMEOUT_MS = 15_000

/** Another row already has a value that must be unique. https://www.postgresql.org/docs/17/errcodes-appendix.html */
export const UNIQUE_VIOLATION = '23505'

export type Call = <Schema extends v.GenericSchema<unknown, unknown>>(
  rpc: string,
  args: object,
  schema: Schema,
  options?: CallOptions<v.InferOutput<Schema>>,
) => Promise<Result<v.InferOutput<Schema>>>

/** An SQLSTATE that is no trouble but an answer. */
type CallOptions<Output> = { expected?: { code: string; answer: Output } }

export function createCall(options: {
  url: string
  secretKey: string
  log: Log
  /** Absent: the platform's. */
  fetch?: typeof fetch | undefined
}): Call {
  const { url, secretKey, log, fetch = globalThis.fetch } = options
  const client = createClient(url, secretKey, {
    auth: { persistSession: false, autoRefreshToken: false, detectSessionInUrl: false },
    realtime: { transport: NoSocket as never },
    global: {
      fetch: (input, init) => fetch(input, { ...init, signal: AbortSignal.timeout(TIMEOUT_MS) }),
    },
  })
  return async (rpc, args, schema, { expected } = {}) => {
    const { data, error } = await client.rpc(rpc, args)
    if (error !== null && error.code === expected?.code) return success(expected.answer)
    if (error !== null) return { ok: false, problem: problemOfDatabase(rpc, error, log) }
    const parsed = v.safeParse(schema, data)
    if (parsed.success) return success(parsed.output)
    const paths = parsed.issues.map((issue) => v.getDotPath(issue) ?? '').join(' ')
    log({ level: 'error', event: 'database_shape', rpc, paths })
    return failure('internal')
  }
}

/** supabase-js asks for a WebSocket at construction, and Node 20 has none; the functions never open one. */
class NoSocket {
  constructor() {
    throw new Error('the functions open no socket')
  }
}
