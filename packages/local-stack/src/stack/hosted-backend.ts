// A hosted Supabase project instead of the embedded one: requests are proxied, the functions still run here.
import { connect as connectTcp } from 'node:net'
import { connect as connectTls } from 'node:tls'
import postgres from 'postgres'
import type { Answer, Upgrade } from '../gateway/site.ts'
import type { Backend } from './embedded-backend.ts'
import type { Environment } from './environment.ts'

/** `env` must have been checked. Migrations are not applied here: the operator runs `supabase db push`. */
export async function openHostedBackend(env: Environment): Promise<Backend> {
  const target = new URL(env.SUPABASE_URL ?? '')
  const publishableKey = env.SUPABASE_PUBLISHABLE_KEY ?? ''
  const secretKey = env.SUPABASE_SECRET_KEY ?? ''
  const databaseUrl = env.SUPABASE_DB_URL ?? ''
  const sql = postgres(databaseUrl, { max: 2, onnotice() {} })
  const forward = forwardTo(target)
  return {
    sql,
    databaseUrl,
    publishableKey,
    secretKey,
    supabase: forward,
    realtime: forward,
    upgrade: tunnelTo(target),
    close: () => sql.end({ timeout: 5 }),
  }
}

/** Headers that belong to one connection and not to the request. */
const HOP_BY_HOP = ['host', 'connection', 'content-length', 'transfer-encoding', 'accept-encoding']

export function forwardTo(target: URL): Answer {
  return async (request) => {
    const { pathname, search } = new URL(request.url)
    const headers = new Headers(request.headers)
    for (const name of HOP_BY_HOP) headers.delete(name)
    const hasBody = request.method !== 'GET' && request.method !== 'HEAD'
    const response = await fetch(new URL(pathname + search, target), {
      method: request.method,
      headers,
      redirect: 'manual',
      ...(hasBody ? { body: await request.arrayBuffer() } : {}),
    })
    const answered = new Headers(response.headers)
    // fetch has already decompressed the body.
    for (const name of ['content-encoding', ...HOP_BY_HOP]) answered.delete(name)
    return new Response(response.body, { status: response.status, headers: answered })
  }
}

/** WebSockets pass through as bytes: only the request line and the host header are rewritten. */
export function tunnelTo(target: URL): Upgrade {
  const secure = target.protocol === 'https:'
  const port = Number(target.port || (secure ? 443 : 80))
  return (request, socket, head) => {
    const upstream = secure
      ? connectTls({ host: target.hostname, port, servername: target.hostname })
      : connectTcp({ host: target.hostname, port })
    const headers = Object.entries({ ...request.headers, host: target.host })
    const lines = headers.flatMap(([name, value]) =>
      [value ?? []].flat().map((v) => `${name}: ${v}`),
    )
    upstream.on('error', () => socket.destroy())
    socket.on('error', () => upstream.destroy())
    socket.on('close', () => upstream.destroy())
    upstream.write(`GET ${request.url} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`)
    upstream.write(head)
    upstream.pipe(socket).pipe(upstream)
    return true
  }
}
