// SQL functions over PostgREST with the secret key; a failure becomes a problem of the error register.
import { callSql, type SqlCaller } from '@maguey/wire/call'
import type { Failure } from '@maguey/wire/failure'
import type { SqlFunction } from '@maguey/wire/sql-function'
import { PostgrestClient } from '@supabase/postgrest-js'
import type { GenericSchema, InferOutput } from 'valibot'
import type { Log } from '../ports/clock.ts'
import type { Problem, Result } from '../problem.ts'

export type Call = <Input, Schema extends GenericSchema, Expected = never>(
  sql: SqlFunction<Input, Schema>,
  /** Recognises a failure that is an expected answer. */
  expected?: (failure: Failure) => Expected | undefined,
) => (input: Input) => Promise<Result<InferOutput<Schema> | Expected>>

export type CallOptions = {
  url: string
  secretKey: string
  log: Log
  /** Calls in the name of whoever holds it, not in that of the functions. */
  accessToken?: string | undefined
  /** Absent: the platform's. */
  fetch?: typeof fetch | undefined
  /** Of one call. Absent: the wire's. */
  deadlineMs?: number | undefined
}

export function createCall(options: CallOptions): Call {
  const { url, secretKey, log, accessToken, fetch, deadlineMs } = options
  const client: SqlCaller = new PostgrestClient(`${url}/rest/v1`, {
    headers: { apikey: secretKey, Authorization: `Bearer ${accessToken ?? secretKey}` },
    ...(fetch === undefined ? {} : { fetch }),
  })
  const wait = deadlineMs === undefined ? {} : { deadlineMs }
  return (sql, expected) => async (input) => {
    const answer = await callSql(client, sql, input, wait)
    if (answer.ok) return answer
    const expectedAnswer = expected?.(answer.failure)
    if (expectedAnswer !== undefined) return { ok: true, value: expectedAnswer }
    // The token is none, or no longer one.
    if (accessToken !== undefined && answer.failure.kind === 'signed_out') {
      return { ok: false, problem: { code: 'not_staff' } }
    }
    return { ok: false, problem: problemOf(sql.name, answer.failure, log) }
  }
}

/**
 * Anything but our own refusal is a bug or an outage: the caller gets `internal`, the log gets the kind and the
 * SQLSTATE, and neither gets the row.
 */
function problemOf(rpc: string, failure: Failure, log: Log): Problem {
  if (failure.kind === 'refused') {
    const { code, detail } = failure
    return detail === undefined ? { code } : { code, detail }
  }
  log({
    level: 'error',
    event: 'database_error',
    rpc,
    kind: failure.kind,
    status: 'status' in failure ? failure.status : undefined,
    code: 'code' in failure ? failure.code : undefined,
    paths: 'paths' in failure ? failure.paths.join(' ') : undefined,
  })
  return { code: 'internal' }
}
