// One call to the shop's API: timeout, language, token, and an answer that is parsed before anyone believes it.
import * as v from 'valibot'
import type { Answer, Problem } from './problem.ts'

export type ApiPorts = {
  /** Without a trailing slash; `''` is the page's own origin. */
  apiUrl: string
  fetch: typeof globalThis.fetch
  locale: () => string
  isOnline: () => boolean
}

export type ApiCall<S extends v.GenericSchema> = {
  path: string
  schema: S
  method?: 'GET' | 'POST'
  body?: unknown
  /** The order's token; it travels in a header, never in an address. */
  token?: string
  signal?: AbortSignal | undefined
  timeoutMs?: number
}

const Refusal = v.object({
  error: v.object({
    code: v.string(),
    message: v.string(),
    fields: v.optional(
      v.array(v.object({ field: v.string(), code: v.string(), message: v.string() })),
      [],
    ),
    detail: v.optional(v.unknown()),
  }),
})

/** Never throws; a call cut short by `signal` answers `unreachable`. Default timeout: 20 s. */
export async function callApi<S extends v.GenericSchema>(
  ports: ApiPorts,
  call: ApiCall<S>,
): Promise<Answer<v.InferOutput<S>>> {
  const response = await send(ports, call)
  if (!(response instanceof Response)) return { ok: false, problem: response }
  const body: unknown = await response.json().catch(() => undefined)
  if (!response.ok) return { ok: false, problem: refusalOf(response, body) }
  const parsed = v.safeParse(call.schema, body)
  return parsed.success
    ? { ok: true, value: parsed.output }
    : { ok: false, problem: { kind: 'unreadable', status: response.status } }
}

/** The raw answer (a PDF, say), or the problem that kept it from coming. */
export async function send(
  ports: ApiPorts,
  call: Omit<ApiCall<v.GenericSchema>, 'schema'>,
): Promise<Response | Problem> {
  const headers: Record<string, string> = { 'accept-language': ports.locale() }
  if (call.token) headers['x-order-token'] = call.token
  if (call.body !== undefined) headers['content-type'] = 'application/json'
  const cut = new AbortController()
  const timer = setTimeout(() => cut.abort(), call.timeoutMs ?? 20_000)
  call.signal?.addEventListener('abort', () => cut.abort(), { once: true })
  try {
    return await ports.fetch(`${ports.apiUrl}/api${call.path}`, {
      method: call.method ?? 'GET',
      headers,
      signal: cut.signal,
      ...(call.body === undefined ? {} : { body: JSON.stringify(call.body) }),
    })
  } catch {
    return ports.isOnline() ? { kind: 'unreachable' } : { kind: 'offline' }
  } finally {
    clearTimeout(timer)
  }
}

function refusalOf(response: Response, body: unknown): Problem {
  const parsed = v.safeParse(Refusal, body)
  if (!parsed.success) return { kind: 'unreadable', status: response.status }
  const { code, message, fields, detail } = parsed.output.error
  const retryAfter = Number(response.headers.get('retry-after') ?? Number.NaN)
  return {
    kind: 'refused',
    status: response.status,
    code,
    message,
    fields,
    detail,
    retryAfterSeconds: Number.isFinite(retryAfter) ? retryAfter : null,
  }
}
