// All three functions in one process, as the local stack runs them. Apart from compose-dependencies.ts, which is all
// that the Deno entries need: the bundle of one function must not carry the other two.
import type { Hono } from 'hono'
import { createApiApp } from './app/api-app.ts'
import type { AppEnvironment } from './app/app-environment.ts'
import { createWebhookApp } from './app/webhook-app.ts'
import { createWorkerApp } from './app/worker-app.ts'
import { composeDependencies, type Runtime } from './compose-dependencies.ts'
import type { Config } from './config.ts'

export type Functions = {
  api: Hono<AppEnvironment>
  webhook: Hono<AppEnvironment>
  worker: Hono<AppEnvironment>
}

/**
 * @example
 * const { api } = composeFunctions(readConfig(process.env))
 * server.all('/api/*', (context) => api.fetch(context.req.raw, context.env))
 */
export function composeFunctions(config: Config, runtime: Runtime = {}): Functions {
  const deps = composeDependencies(config, runtime)
  return { api: createApiApp(deps), webhook: createWebhookApp(deps), worker: createWorkerApp(deps) }
}
