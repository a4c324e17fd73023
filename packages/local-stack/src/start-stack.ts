// Starts everything that Maguey needs on one machine: database, API, functions, Stripe, inbox, the three apps.
import { resolve } from 'node:path'
import { composeFunctions } from '@maguey/functions/compose'
import { readConfig } from '@maguey/functions/config'
import type { Sql } from 'postgres'
import { makeTemporaryFolder, removeData } from './database/open-database.ts'
import { loadSecrets, type Secrets } from './database/secrets.ts'
import { createGatewayApp } from './gateway/gateway-app.ts'
import type { MachineNames } from './lan/machine-names.ts'
import type { Lan } from './lan/open-lan.ts'
import { ensureAccounts } from './stack/accounts.ts'
import { Cleanups } from './stack/cleanups.ts'
import { type Backend, openEmbeddedBackend } from './stack/embedded-backend.ts'
import { checkEnvironment, type Environment } from './stack/environment.ts'
import { functionsEnvironment } from './stack/functions-config.ts'
import { openHostedBackend } from './stack/hosted-backend.ts'
import { serveApps } from './stack/serve-apps.ts'
import { serveSetup } from './stack/serve-setup.ts'
import { serveStandIns } from './stack/serve-stand-ins.ts'
import { openSites, type SiteName, type Sites } from './stack/sites.ts'
import { publishStackInfo, type StackInfo, withdrawStackInfo } from './stack/stack-info.ts'
import { startWorkerLoop, type WorkerResult } from './stack/worker-loop.ts'

/** 0 or absent: any free port. */
export type StackPorts = Partial<Record<SiteName | 'db' | 'setup', number>>

export type StackOptions = {
  /** Holds all state: secrets.json, stack.json, the cluster. Absent: a folder that `stop` deletes. */
  dataDir?: string
  ports?: StackPorts
  /** Puts tonight's event in when no night is on. Default true. */
  seed?: boolean
  /** Serves the built apps on their addresses. Default true. */
  serveApps?: boolean
  /** Real services by their keys: STRIPE_SECRET_KEY, RESEND_API_KEY, SUPABASE_URL. Default: none. */
  env?: Environment
  /** Life of an access token. Default 3600. */
  jwtExpirySeconds?: number
  /** Reachable from phones: https under these names of this machine, by an authority of its own. Default: only here. */
  lan?: MachineNames | undefined
  onProgress?: (step: string) => void
}

export type Stack = {
  info: StackInfo
  /** As superuser. */
  sql: Sql
  /** One run of the worker now; it also runs by itself every 2 s. */
  runWorker(): Promise<WorkerResult>
  /** With `lan`. */
  lan?: Lan
  stop(): Promise<void>
}

const workerPauseMs = 2000

/**
 * @example
 * const stack = await startStack()
 * const supabase = createClient(stack.info.apiUrl, stack.info.publishableKey)
 * await stack.stop()
 *
 * Throws StackError for what its user can mend; nothing is left running then.
 */
export async function startStack(options: StackOptions = {}): Promise<Stack> {
  const cleanups = new Cleanups()
  try {
    return await start(options, cleanups)
  } catch (error) {
    await cleanups.run()
    throw error
  }
}

async function start(options: StackOptions, cleanups: Cleanups): Promise<Stack> {
  const env = options.env ?? {}
  checkEnvironment(env)
  const progress = options.onProgress ?? (() => {})
  const dataDir = resolve(options.dataDir ?? (await makeTemporaryFolder()))
  if (options.dataDir === undefined) cleanups.add(() => removeData(dataDir))
  const secrets = await loadSecrets(dataDir)
  const backend = env.SUPABASE_URL
    ? await openHostedBackend(env)
    : await openEmbeddedBackend({
        dataDir,
        secrets,
        port: options.ports?.db,
        seed: options.seed ?? true,
        throwAway: options.dataDir === undefined,
        jwtExpirySeconds: options.jwtExpirySeconds,
        onProgress: progress,
      })
  cleanups.add(() => backend.close())
  await ensureAccounts(backend.sql, secrets)

  progress('Starting the API')
  const lan = options.lan && (await openLan(dataDir, options.lan))
  const sites = await openSites(options.ports ?? {}, cleanups, lan)
  const info = describe(sites, backend, secrets, env, lan)
  const callWorker = serveApi(sites, backend, info, secrets, env)
  serveStandIns({ sites, dataDir, info, secrets, env, cleanups })
  if (options.serveApps ?? true) serveApps(sites, info)
  if (lan) info.setupUrl = await serveSetup(lan, options.ports?.setup, info, cleanups)
  const worker = startWorkerLoop({
    call: callWorker,
    pauseMs: workerPauseMs,
    onError: (error) => console.error(`worker: ${error.message}`),
  })
  cleanups.add(() => worker.stop())
  await publishStackInfo(dataDir, info)
  cleanups.add(() => withdrawStackInfo(dataDir))
  const stop = () => cleanups.run()
  return { info, sql: backend.sql, runWorker: worker.runNow, stop, ...(lan ? { lan } : {}) }
}

/** Loaded only where it is wanted: certificates take more code than the rest of the stack. */
async function openLan(dataDir: string, names: MachineNames): Promise<Lan> {
  const { openLan: open } = await import('./lan/open-lan.ts')
  return open(dataDir, names)
}

function describe(
  sites: Sites,
  backend: Backend,
  secrets: Secrets,
  env: Environment,
  lan: Lan | undefined,
): StackInfo {
  return {
    apiUrl: sites.api.url,
    shopUrl: sites.shop.url,
    scannerUrl: sites.scanner.url,
    backOfficeUrl: sites.backOffice.url,
    inboxUrl: sites.inbox.url,
    stripeUrl: sites.stripe.url,
    databaseUrl: backend.databaseUrl,
    publishableKey: backend.publishableKey,
    secretKey: backend.secretKey,
    webhookUrl: `${sites.api.localUrl}/functions/v1/stripe-webhook`,
    webhookSecret: env.STRIPE_WEBHOOK_SECRET || secrets.stripeWebhookSecret,
    workerSecret: secrets.workerSecret,
    manager: { email: secrets.managerEmail, password: secrets.managerPassword },
    local: {
      apiUrl: sites.api.localUrl,
      inboxUrl: sites.inbox.localUrl,
      stripeUrl: sites.stripe.localUrl,
    },
    ...(lan ? { authorityFile: lan.authorityFile } : {}),
  }
}

/** @returns the call that cron makes on hosted Supabase. */
function serveApi(
  { api }: Sites,
  backend: Backend,
  info: StackInfo,
  secrets: Secrets,
  env: Environment,
): () => Promise<Response> {
  const supabase = { url: env.SUPABASE_URL ?? info.local.apiUrl, secretKey: info.secretKey }
  const addresses = { ...info, ...info.local }
  const settings = functionsEnvironment(addresses, supabase, secrets, env)
  const functions = composeFunctions(readConfig(settings))
  const gateway = createGatewayApp({
    supabase: backend.supabase,
    realtime: backend.realtime,
    functions: {
      api: (request, bindings) => functions.api.fetch(request, bindings),
      webhook: (request, bindings) => functions.webhook.fetch(request, bindings),
      worker: (request, bindings) => functions.worker.fetch(request, bindings),
    },
  })
  api.serve((request, bindings) => gateway.fetch(request, bindings), backend.upgrade)
  return async () =>
    functions.worker.fetch(
      new Request(`${info.local.apiUrl}/worker`, {
        method: 'POST',
        headers: { authorization: `Bearer ${secrets.workerSecret}` },
      }),
    )
}
