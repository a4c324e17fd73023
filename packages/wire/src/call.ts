// The one way to call a SQL function: a deadline, a parsed answer, and every failure as a value.
import { type GenericSchema, getDotPath, type InferOutput, safeParse } from 'valibot'
import { type Answer, type Failure, failureOf } from './failure.ts'
import type { SqlFunction } from './sql-function.ts'

/** A server that says nothing for so long will say nothing. */
export const DEADLINE_MS = 15_000

type SqlError = { code?: string; message?: string; details?: string | null }
type SqlResponse = { data: unknown; error: SqlError | null; status: number }

/** The part of supabase-js that is needed, so that tests need no server. */
export type SqlCaller = {
  rpc(name: string, args: object): { abortSignal(signal: AbortSignal): PromiseLike<SqlResponse> }
}

export type CallOptions = {
  /** Cuts the call short; it then answers `unreachable`. */
  signal?: AbortSignal | undefined
  deadlineMs?: number
}

/** Never rejects. The answer is parsed before anything else sees it. */
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
  return failureOf(status, message, { detail: parseDetail(details) }, code)
}

function parseDetail(details: string | null | undefined): unknown {
  if (!details) return undefined
  try {
    return JSON.parse(details)
  } catch {
    return undefined
  }
}

export function parseAnswer<const Schema extends GenericSchema>(
  schema: Schema,
  data: unknown,
  status: number,
): Answer<InferOutput<Schema>> {
  const parsed = safeParse(schema, data)
  if (parsed.success) return { ok: true, value: parsed.output }
  const paths = parsed.issues.map((issue) => getDotPath(issue) ?? '')
  return { ok: false, failure: { kind: 'malformed', status, paths } }
}

/**
 * The result of `work`, or undefined when it failed, was cut short or took too long. The deadline holds even for work
 * that does not listen to its signal.
 */
export async function withinDeadline<T>(
  { signal, deadlineMs = DEADLINE_MS }: CallOptions,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T | undefined> {
  const cut = new AbortController()
  const abort = () => cut.abort()
  if (signal?.aborted) return undefined
  // AbortSignal.any would do this; Safari has it since 17.4 only.
  signal?.addEventListener('abort', abort, { once: true })
  const timer = setTimeout(abort, deadlineMs)
  const late = new Promise<undefined>((resolve) => {
    cut.signal.addEventListener('abort', () => resolve(undefined), { once: true })
  })
  try {
    return await Promise.race([work(cut.signal).catch(() => undefined), late])
  } finally {
    clearTimeout(timer)
    signal?.removeEventListener('abort', abort)
  }
}
