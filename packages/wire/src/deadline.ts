// What every call shares, over SQL or HTTP: a deadline, and an answer that is parsed before it is used.
import { type GenericSchema, type InferOutput, safeParse } from 'valibot'
import type { Answer } from './failure.ts'

/** A server that hasn't answered by then is treated as one that never will. */
export const DEADLINE_MS = 15_000

export type CallOptions = {
  /** Aborts the call, which then returns `unreachable`. */
  signal?: AbortSignal | undefined
  deadlineMs?: number
}

export function parseAnswer<const Schema extends GenericSchema>(
  schema: Schema,
  data: unknown,
  status: number,
): Answer<InferOutput<Schema>> {
  const parsed = safeParse(schema, data)
  if (parsed.success) return { ok: true, value: parsed.output }
  const paths = parsed.issues.map(({ path }) => (path ?? []).map(({ key }) => key).join('.'))
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
  // AbortSignal.any would do this, but Safari only has it since 17.4.
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
