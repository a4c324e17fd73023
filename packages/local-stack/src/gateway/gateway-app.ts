// The single address of the API, with the same paths as hosted Supabase.
import type { HttpBindings } from '@hono/node-server'
import { type Context, Hono } from 'hono'
import { compress } from 'hono/compress'
import { cors } from 'hono/cors'

type Bindings = { Bindings: HttpBindings }
type Handler = (request: Request, bindings: HttpBindings) => Response | Promise<Response>

export type GatewayParts = {
  /** `/auth/v1`, `/rest/v1` and `/storage/v1`. */
  supabase: Handler
  /** `/realtime/v1/api`. */
  realtime: Handler
  /** Each sees the path after `/functions/v1`. */
  functions: { api: Handler; webhook: Handler; worker: Handler }
}

/** As Kong does on hosted: any page may call, the key decides. Functions set their own CORS there, so here too. */
const openToAnyPage = cors({
  origin: '*',
  exposeHeaders: [
    ...['content-range', 'content-location', 'preference-applied', 'retry-after'],
    // By it a browser's client finds the code of a refusal of Auth.
    'x-supabase-api-version',
  ],
  maxAge: 3600,
})

export function createGatewayApp(parts: GatewayParts): Hono<Bindings> {
  const app = new Hono<Bindings>()
  for (const path of ['/auth/v1/*', '/rest/v1/*']) {
    app.use(path, openToAnyPage)
    // As on hosted: a ticket list shrinks to a third, which matters on a weak mobile network.
    app.use(path, compress({ encoding: 'gzip' }))
    app.all(path, (c) => parts.supabase(c.req.raw, c.env))
  }
  app.use('/storage/v1/*', openToAnyPage)
  app.all('/storage/v1/*', (c) => parts.supabase(c.req.raw, c.env))
  app.use('/realtime/v1/*', openToAnyPage)
  app.all('/realtime/v1/*', (c) => parts.realtime(c.req.raw, c.env))

  const { api, webhook, worker } = parts.functions
  app.all('/functions/v1/api/*', (c) => api(functionRequest(c), c.env))
  app.all('/functions/v1/stripe-webhook', (c) => webhook(functionRequest(c), c.env))
  app.all('/functions/v1/worker', (c) => worker(functionRequest(c), c.env))
  app.all('/api/*', (c) => api(c.req.raw, c.env))
  app.notFound((c) => c.json({ error: { code: 'not_found', message: 'Not found.' } }, 404))
  return app
}

/** A function sees its own name as the first part of the path. */
function functionRequest(c: Context<Bindings>): Request {
  const url = new URL(c.req.url)
  url.pathname = url.pathname.replace(/^\/functions\/v1/, '')
  return new Request(url, c.req.raw)
}
