// CORS: only our own apps may use the API from a browser; what is on and what is left of it may be read from anywhere.
import type { Context, MiddlewareHandler } from 'hono'
import { cors } from 'hono/cors'

export function allowOrigins(urls: readonly string[]): MiddlewareHandler {
  const origins = new Set(urls.map((url) => new URL(url).origin))
  return cors({
    origin: (origin, context) => {
      if (isPublic(context)) return '*'
      return origins.has(origin) ? origin : null
    },
    allowMethods: ['GET', 'POST', 'OPTIONS'],
    allowHeaders: [
      'Accept-Language',
      'Content-Type',
      'X-Order-Token',
      // supabase-js sends these when it invokes a function.
      'Apikey',
      'Authorization',
      'X-Client-Info',
    ],
    exposeHeaders: ['Retry-After', 'X-Request-Id', 'Content-Disposition'],
    maxAge: 3600,
  })
}

/** Nights and their availability: no cookie, no token, nothing of a person, so that a club's own website can show them. */
const isPublic = ({ req }: Context): boolean =>
  req.method === 'GET' && /\/api\/events(\/[^/]+\/availability)?$/.test(req.path)
