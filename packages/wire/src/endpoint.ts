// One endpoint of the HTTP API as both sides see it, and the one way to call it.
import type { ErrorCode } from '@maguey/ticket-core/error-code'
import {
  array,
  custom,
  type GenericSchema,
  type InferOutput,
  object,
  optional,
  safeParse,
  string,
  unknown,
} from 'valibot'
import { type CallOptions, DEADLINE_MS, parseAnswer, withinDeadline } from './deadline.ts'
import { type Answer, type Failure, failureOf } from './failure.ts'

/** `Path` begins after `/api`; its parameters are written `:name`, as in Hono. */
export type Endpoint<Path extends string, Schema extends GenericSchema, Body = undefined> = {
  readonly method: Body extends undefined ? 'GET' | 'POST' : 'POST'
  readonly path: Path
  readonly answer: Schema
  /** A type only: the server validates what the caller sends with its own schema. */
  readonly takes?: Body
}

type ParameterOf<Path extends string> = Path extends `${string}:${infer Name}/${infer Rest}`
  ? Name | ParameterOf<Rest>
  : Path extends `${string}:${infer Name}`
    ? Name
    : never

export type ApiRequest<Path extends string, Body> = CallOptions & {
  /** The order's token; it travels in a header, never in an address. */
  token?: string
  /** The access token of whoever is signed in. */
  bearer?: string
  query?: Readonly<Record<string, string>>
} & ([ParameterOf<Path>] extends [never] ? object : { params: Record<ParameterOf<Path>, string> }) &
  ([Body] extends [undefined] ? object : { body: Body })

export type ApiPorts = {
  /** Without a trailing slash; `''` is the page's own origin. */
  apiUrl: string
  fetch: typeof globalThis.fetch
  locale: () => string
  isOnline: () => boolean
}

/** Never rejects. The answer is parsed before it is returned. */
export async function callApi<Path extends string, const Schema extends GenericSchema, Body>(
  ports: ApiPorts,
  endpoint: Endpoint<Path, Schema, Body>,
  request: ApiRequest<Path, NoInfer<Body>>,
): Promise<Answer<InferOutput<Schema>>> {
  const { params, body } = request as Sent
  const sent = { ...request, method: endpoint.method, body }
  const answer = await sendToApi(ports, pathOf(endpoint.path, params), sent, readJson)
  return answer.ok ? parseAnswer(endpoint.answer, answer.value, 200) : answer
}

/** Fetches a file from the API, such as a PDF. */
export function fetchFile<Path extends string>(
  ports: ApiPorts,
  file: { readonly path: Path },
  request: ApiRequest<Path, undefined>,
): Promise<Answer<Blob>> {
  const sent: Sent = { ...request, method: 'GET' }
  return sendToApi(ports, pathOf(file.path, sent.params), sent, (response) => response.blob())
}

const pathOf = (path: string, params: Sent['params']) =>
  path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(params?.[name] ?? ''))

type Sent = CallOptions & {
  method: string
  params?: Readonly<Record<string, string>>
  token?: string
  bearer?: string
  query?: Readonly<Record<string, string>>
  body?: unknown
}

async function sendToApi<T>(
  ports: ApiPorts,
  path: string,
  { method, token, bearer, query, body, signal, deadlineMs = DEADLINE_MS }: Sent,
  read: (response: Response) => Promise<T>,
): Promise<Answer<T>> {
  const headers: Record<string, string> = { 'accept-language': ports.locale() }
  if (token) headers['x-order-token'] = token
  if (bearer) headers.authorization = `Bearer ${bearer}`
  if (body !== undefined) headers['content-type'] = 'application/json'
  const search = query === undefined ? '' : `?${new URLSearchParams(query)}`
  // The deadline covers the body too: a server may send its headers and then go silent.
  const answer = await withinDeadline({ signal, deadlineMs }, async (cut): Promise<Answer<T>> => {
    const response = await ports.fetch(`${ports.apiUrl}/api${path}${search}`, {
      method,
      headers,
      signal: cut,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    if (!response.ok)
      return { ok: false, failure: failureOfApi(response, await readJson(response)) }
    return { ok: true, value: await read(response) }
  })
  if (answer !== undefined) return answer
  return { ok: false, failure: { kind: ports.isOnline() ? 'unreachable' : 'offline' } }
}

/** Undefined for anything that isn't JSON, such as a proxy's page; the schema then rejects it. */
const readJson = (response: Response): Promise<unknown> => response.json().catch(() => undefined)

/** Recognised by its shape. A newer server's unknown code passes too: its sentence is better than none. */
const errorCode = custom<ErrorCode>((code) => typeof code === 'string' && /^[a-z_]+$/.test(code))

const errorBody = object({
  error: object({
    code: errorCode,
    message: string(),
    fields: optional(array(object({ field: string(), code: string(), message: string() })), []),
    detail: optional(unknown()),
  }),
})

function failureOfApi({ status, headers }: Response, body: unknown): Failure {
  const waitSeconds = Number(headers.get('retry-after') ?? Number.NaN)
  const retryAfterSeconds = Number.isFinite(waitSeconds) ? waitSeconds : null
  const parsed = safeParse(errorBody, body)
  if (!parsed.success) return failureOf(status, undefined, { retryAfterSeconds })
  const { code, ...parts } = parsed.output.error
  return failureOf(status, code, { ...parts, retryAfterSeconds })
}
