// The one way to call a SQL function: a deadline, a parsed answer, and every failure as a value.
import { isErrorCode } from '@maguey/ticket-core/error-code'
import type { GenericSchema, InferOutput } from 'valibot'
import { type CallOptions, parseAnswer, withinDeadline } from './deadline.ts'
import { type Answer, type Failure, failureOf } from './failure.ts'
import type { SqlFunction } from './sql-function.ts'

type SqlError = { code?: string; message?: string; details?: string | null }
type SqlResponse = { data: unknown; error: SqlError | null; status: number }

/** The part of supabase-js that we need, so that tests need no server. */
export type SqlCaller = {
  rpc(name: string, args: object): { abortSignal(signal: AbortSignal): PromiseLike<SqlResponse> }
}

/** Never rejects. The answer is parsed before it is returned. */
export async function callSql<Input, const Schema extends GenericSchema>(
  caller: SqlCaller,
  sql: SqlFunction<Input, Schema>,
  input: NoInfer<Input>,
  options: CallOptions = {},
): Promise<Answer<InferOutput<Schema>>> {
  const response = await withinDeadline(options, async (signal) =>
    caller.rpc(sql.name, sql.args(input)).abortSignal(signal),
  )
  if (response === undefined) return { ok: false, failure: { kind: 'unreachable' } }
  const { data, error, status } = response
  if (error !== null) return { ok: false, failure: failureOfSql(status, error) }
  return parseAnswer(sql.answer, data, status)
}

/** Our SQL raises `errcode 'PTnnn', message '<code>', detail '<json>'`; PostgREST answers with status nnn. */
export function failureOfSql(status: number, { code, message, details }: SqlError): Failure {
  const ours = message !== undefined && isErrorCode(message) ? message : undefined
  return failureOf(status, ours, { detail: parseDetail(details) }, code)
}

function parseDetail(details: string | null | undefined): unknown {
  if (!details) return undefined
  try {
    return JSON.parse(details)
  } catch {
    return undefined
  }
}
