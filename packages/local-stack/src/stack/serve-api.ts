// The API's address: the Supabase side and the functions, composed from settings or, in development, from their sources.
import { composeFunctions, type Functions } from '@maguey/functions/compose'
import { readConfig } from '@maguey/functions/config'
import type { Secrets } from '../database/secrets.ts'
import { createGatewayApp } from '../gateway/gateway-app.ts'
import type { Cleanups } from './cleanups.ts'
import type { Backend } from './embedded-backend.ts'
import type { Environment } from './environment.ts'
import { functionsEnvironment } from './functions-config.ts'
import type { Sites } from './sites.ts'
import type { StackInfo } from './stack-info.ts'

/** The functions that answer the next request. */
export type GetFunctions = () => Functions | Promise<Functions>

export type FunctionsOptions = {
  settings: Record<string, string>
  dev: boolean
  cleanups: Cleanups
}

/** What the functions and the shop's server are given. */
export function serverSettings(
  info: StackInfo,
  secrets: Secrets,
  env: Environment,
): Record<string, string> {
  const supabase = { url: env.SUPABASE_URL ?? info.local.apiUrl, secretKey: info.secretKey }
  const settings = functionsEnvironment({ ...info, ...info.local }, supabase, secrets, env)
  return { ...settings, API_URL: info.apiUrl }
}

export async function openFunctions(options: FunctionsOptions): Promise<GetFunctions> {
  const { settings, dev, cleanups } = options
  if (dev) {
    const { openDevFunctions } = await import('../dev/open-dev-functions.ts')
    const functions = await openDevFunctions(settings)
    cleanups.add(() => functions.close())
    return functions.current
  }
  const functions = composeFunctions(readConfig(settings))
  return () => functions
}

/** @returns a function that calls the worker, as cron does on hosted Supabase. */
export function serveApi(
  { api }: Sites,
  backend: Backend,
  info: StackInfo,
  functions: GetFunctions,
): () => Promise<Response> {
  const gateway = createGatewayApp({
    supabase: backend.supabase,
    realtime: backend.realtime,
    functions: {
      api: async (request, bindings) => (await functions()).api.fetch(request, bindings),
      webhook: async (request, bindings) => (await functions()).webhook.fetch(request, bindings),
      worker: async (request, bindings) => (await functions()).worker.fetch(request, bindings),
    },
  })
  api.serve((request, bindings) => gateway.fetch(request, bindings), backend.upgrade)
  return async () =>
    (await functions()).worker.fetch(
      new Request(`${info.local.apiUrl}/worker`, {
        method: 'POST',
        headers: { authorization: `Bearer ${info.workerSecret}` },
      }),
    )
}
