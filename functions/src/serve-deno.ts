// Serves a Hono app on Deno. The only file of the functions that names the runtime.
import { type Config, readConfig } from './config.ts'

/** The little of Deno's API that is used, so that Node's type checker reads this file too. */
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

/** `PORT` chooses the port outside of Supabase, whose runtime chooses by itself. */
export function serveDeno(createApp: (config: Config) => App): void {
  const { Deno } = globalThis as unknown as { Deno: DenoRuntime }
  const env = Deno.env.toObject()
  const app = createApp(readConfig(env))
  const where = env.PORT === undefined ? {} : { port: Number(env.PORT), hostname: '127.0.0.1' }
  Deno.serve(where, (request, info) =>
    app.fetch(request, { remoteAddress: info.remoteAddr.hostname }),
  )
}
