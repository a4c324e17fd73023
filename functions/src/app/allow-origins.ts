// CORS: only our own apps may read the API from a browser.
import type { MiddlewareHandler } from 'hono'
import { cors } from 'hono/cors'

export function allowOrigins(urls: readonly string[]): MiddlewareHandler {
  const origins = new Set(urls.map((url) => new URL(url).origin))
  return cors({
    origin: (origin) => (origins.has(origin) ? origin : null),
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
