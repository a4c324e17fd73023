// Serves a Hono app on Deno. The only file of the functions that names the runtime.
import { type Config, ConfigError, readConfig } from './config.ts'

/** Only the parts of Deno's API that we use, so that this file also type-checks on Node. */
type DenoRuntime = {
  env: { toObject(): Record<string, string> }
  serve(
    options: { port?: number; hostname?: string },
    handler: (
      request: Request,
      info: { remoteAddr: { hostname?: string } },
    ) => Response | Promise<Response>,
  ): unknown
}

type App = { fetch(request: Request, env: unknown): Response | Promise<Response> }

/** `PORT` sets the port outside Supabase; Supabase's runtime picks its own. */
export function serveDeno(createApp: (config: Config) => App): void {
  const { Deno } = globalThis as unknown as { Deno: DenoRuntime }
  const env = Deno.env.toObject()
  const config = readConfig(env)
  if (config.SMTP_URL !== undefined)
    throw new ConfigError([
      { key: 'SMTP_URL', message: 'works on Node only; use RESEND_API_KEY here' },
    ])
  const app = createApp(config)
  const where = env.PORT === undefined ? {} : { port: Number(env.PORT), hostname: '127.0.0.1' }
  Deno.serve(where, (request, info) =>
    app.fetch(request, { remoteAddress: info.remoteAddr.hostname }),
  )
}
