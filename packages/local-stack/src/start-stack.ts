// Starts everything that Maguey needs on one machine: database, API, functions, Stripe, inbox, both apps.
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { composeFunctions } from '@maguey/functions/compose'
import { readConfig } from '@maguey/functions/config'
import type { Sql } from 'postgres'
import { makeTemporaryFolder } from './database/open-database.ts'
import { loadSecrets, type Secrets } from './database/secrets.ts'
import { createGatewayApp } from './gateway/gateway-app.ts'
import { openSite, type Site } from './gateway/site.ts'
import { ensureAccounts } from './stack/accounts.ts'
import { type Backend, openBackend } from './stack/backend.ts'
import { Cleanups } from './stack/cleanups.ts'
import type { Environment } from './stack/environment.ts'
import { functionsEnvironment } from './stack/functions-config.ts'
import { publishStackInfo, type StackInfo, withdrawStackInfo } from './stack/stack-info.ts'
import { startWorkerLoop, type WorkerResult } from './stack/worker-loop.ts'
import { createStaticSite } from './static-site/static-site.ts'
import { createStripeSimulator } from './stripe-simulator/create-stripe-simulator.ts'

/** 0 or absent: any free port. */
export type StackPorts = Partial<
  Record<'api' | 'db' | 'inbox' | 'stripe' | 'shop' | 'scanner', number>
>

export type StackOptions = {
  /** Holds all state: secrets.json, stack.json, the cluster. Absent: a folder that `stop` deletes. */
  dataDir?: string
  ports?: StackPorts
  /** Puts tonight's event in when no night is on. Default true. */
  seed?: boolean
  /** Serves apps/*​/dist on the shop's and the scanner's address. Default true. */
  serveApps?: boolean
  /** Real services by their keys: STRIPE_SECRET_KEY, RESEND_API_KEY, SUPABASE_URL. Default: none. */
  env?: Environment
  /** Life of an access token. Default 3600. */
  jwtExpirySeconds?: number
  onProgress?: (step: string) => void
}

export type Stack = {
  info: StackInfo
  /** As superuser. */
  sql: Sql
  /** One run of the worker now; it also runs by itself every 2 s. */
  runWorker(): Promise<WorkerResult>
  stop(): Promise<void>
}

const workerPauseMs = 2000
const appsFolder = join(dirname(fileURLToPath(import.meta.url)), '../../../apps')

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
  const progress = options.onProgress ?? (() => {})
  const dataDir = resolve(options.dataDir ?? (await makeTemporaryFolder()))
  const secrets = await loadSecrets(dataDir)
  const sites = await openSites(options.ports ?? {}, cleanups)
  const backend = await openBackend({
    dataDir,
    secrets,
    env,
    port: options.ports?.db,
    seed: options.seed ?? true,
    throwAway: options.dataDir === undefined,
    jwtExpirySeconds: options.jwtExpirySeconds,
    onProgress: progress,
  })
  cleanups.add(() => backend.close())
  cleanups.add(() => {
    for (const site of Object.values(sites)) site.serve(stopping)
  })
  await ensureAccounts(backend.sql, secrets)

  progress('Starting the functions')
  const info = describe(sites, backend, secrets, env)
  const functions = composeFunctions(
    readConfig(
      functionsEnvironment(
        info,
        { url: env['SUPABASE_URL'] ?? info.apiUrl, secretKey: info.secretKey },
        secrets,
        env,
      ),
    ),
  )
  const gateway = createGatewayApp({
    supabase: backend.supabase,
    realtime: backend.realtime,
    functions: {
      api: (request, bindings) => functions.api.fetch(request, bindings),
      webhook: (request, bindings) => functions.webhook.fetch(request, bindings),
      worker: (request, bindings) => functions.worker.fetch(request, bindings),
    },
  })
  sites.api.serve((request, bindings) => gateway.fetch(request, bindings), backend.upgrade)
  serveStripe(sites.stripe, dataDir, info, secrets, cleanups)
  await serveInbox(sites.inbox, dataDir)
  if (options.serveApps ?? true) serveApps(sites, info)

  const worker = startWorkerLoop({
    pauseMs: workerPauseMs,
    call: async () => functions.worker.fetch(workerRequest(info, secrets)),
    onError: (error) => console.error(`worker: ${error.message}`),
  })
  cleanups.add(() => worker.stop())
  await publishStackInfo(dataDir, info)
  cleanups.add(() => withdrawStackInfo(dataDir))
  return { info, sql: backend.sql, runWorker: worker.runNow, stop: () => cleanups.run() }
}

const stopping = () => new Response('Maguey is stopping.', { status: 503 })

type Sites = Record<'api' | 'inbox' | 'stripe' | 'shop' | 'scanner', Site>

async function openSites(ports: StackPorts, cleanups: Cleanups): Promise<Sites> {
  const open = async (what: string, name: keyof Sites) => {
    const variable = `MAGUEY_${name.toUpperCase()}_PORT`
    const site = await openSite({ what, wanted: ports[name], variable })
    cleanups.add(() => site.close())
    return site
  }
  return {
    api: await open('API', 'api'),
    inbox: await open('inbox', 'inbox'),
    stripe: await open('Stripe simulator', 'stripe'),
    shop: await open('shop', 'shop'),
    scanner: await open('scanner', 'scanner'),
  }
}

function describe(sites: Sites, backend: Backend, secrets: Secrets, env: Environment): StackInfo {
  return {
    apiUrl: sites.api.url,
    shopUrl: sites.shop.url,
    scannerUrl: sites.scanner.url,
    inboxUrl: sites.inbox.url,
    stripeUrl: sites.stripe.url,
    databaseUrl: backend.databaseUrl,
    publishableKey: backend.publishableKey,
    secretKey: backend.secretKey,
    webhookUrl: `${sites.api.url}/functions/v1/stripe-webhook`,
    webhookSecret: env['STRIPE_WEBHOOK_SECRET'] || secrets.stripeWebhookSecret,
    workerSecret: secrets.workerSecret,
    manager: { email: secrets.managerEmail, password: secrets.managerPassword },
  }
}

function serveStripe(
  site: Site,
  dataDir: string,
  info: StackInfo,
  secrets: Secrets,
  cleanups: Cleanups,
): void {
  const simulator = createStripeSimulator({
    secretKey: secrets.stripeSecretKey,
    webhook: { url: info.webhookUrl, secret: secrets.stripeWebhookSecret },
    stateFile: join(dataDir, 'stripe.json'),
    publicUrl: info.stripeUrl,
  })
  cleanups.add(() => simulator.close())
  site.serve((request) => simulator.app.fetch(request))
}

async function serveInbox(site: Site, dataDir: string): Promise<void> {
  const file = './inbox/create-inbox.ts'
  const module = await import(file).catch(() => null)
  if (!module) return
  const inbox = module.createInbox({ stateFile: join(dataDir, 'inbox.json'), publicUrl: site.url })
  site.serve((request) => inbox.app.fetch(request))
}

function serveApps(sites: Sites, info: StackInfo): void {
  const { apiUrl, publishableKey, shopUrl, scannerUrl } = info
  const config = { apiUrl, publishableKey, shopUrl, scannerUrl }
  const connectTo = [apiUrl]
  const site = (app: string, scans: boolean) =>
    createStaticSite({
      folder: join(appsFolder, app, 'dist'),
      config,
      policy: { connectTo, scans },
    })
  sites.shop.serve(site('purchase-web', false))
  sites.scanner.serve(site('scanner-pwa', true))
}

function workerRequest(info: StackInfo, secrets: Secrets): Request {
  return new Request(`${info.apiUrl}/worker`, {
    method: 'POST',
    headers: { authorization: `Bearer ${secrets.workerSecret}` },
  })
}
