// Serves a Hono app of the functions on Deno.
import { type Config, ConfigError, readConfig } from './config.ts'
import { type App, denoEnvironment, serveApp } from './deno-runtime.ts'

/** `PORT` sets the port outside Supabase; Supabase's runtime picks its own. */
export function serveDeno(createApp: (config: Config) => App): void {
  const env = denoEnvironment()
  const config = readConfig(env)
  if (config.SMTP_URL !== undefined)
    throw new ConfigError([
      { key: 'SMTP_URL', message: 'works on Node only; use RESEND_API_KEY here' },
    ])
  serveApp(createApp(config), env.PORT, '127.0.0.1')
}
