// Starts everything that Maguey needs on one machine: database, API, functions, Stripe, inbox, the three apps.
import { resolve } from 'node:path'
import type { Sql } from 'postgres'
import { makeTemporaryFolder, removeData } from './database/open-database.ts'
import { loadSecrets, type Secrets } from './database/secrets.ts'
import type { MachineNames } from './lan/machine-names.ts'
import type { Lan } from './lan/open-lan.ts'
import { ensureAccounts } from './stack/accounts.ts'
import { Cleanups } from './stack/cleanups.ts'
import { type Backend, openEmbeddedBackend } from './stack/embedded-backend.ts'
import { checkEnvironment, type Environment } from './stack/environment.ts'
import { openHostedBackend } from './stack/hosted-backend.ts'
import { openFunctions, serveApi, serverSettings } from './stack/serve-api.ts'
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
  /** Adds tonight's event when no night is on. Default true. */
  seed?: boolean
  /** Serves the built apps on their addresses. Default true. */
  serveApps?: boolean
  /** The worker runs by itself every 2 s. Default true; without it only `runWorker` and its address run it. */
  workerLoop?: boolean
  /** Real services by their keys: STRIPE_SECRET_KEY, RESEND_API_KEY, SUPABASE_URL. Default: none. */
  env?: Environment
  /** Lifetime of an access token. Default 3600. */
  jwtExpirySeconds?: number
  /** Reachable from phones: https under these names, with its own certificate authority. Default: this machine only. */
  lan?: MachineNames | undefined
  /** Apps and functions from their sources, reloaded on change; needs the project's development packages. */
  dev?: boolean | undefined
  onProgress?: (step: string) => void
}

export type Stack = {
  info: StackInfo
  /** As superuser. */
  sql: Sql
  /** Runs the worker once, now, in addition to its loop. */
  runWorker(): Promise<WorkerResult>
  /** With `lan`. */
  lan?: Lan
  stop(): Promise<void>
}

const pauseOf = ({ workerLoop = true }: StackOptions) => (workerLoop ? 2000 : null)

/**
 * @example
 * const stack = await startStack()
 * const supabase = createClient(stack.info.apiUrl, stack.info.publishableKey)
 * await stack.stop()
 *
 * Throws StackError for what its user can fix; nothing is left running then.
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
  const backend = await openBackend(options, dataDir, secrets)
  cleanups.add(() => backend.close())
  await ensureAccounts(backend.sql, secrets)

  progress('Starting the API')
  const lan = options.lan && (await openLan(dataDir, options.lan))
  const sites = await openSites(options.ports ?? {}, cleanups, lan)
  const info = describe(sites, backend, secrets, env, lan)
  const settings = serverSettings(info, secrets, env)
  const functions = await openFunctions({ settings, dev: options.dev ?? false, cleanups })
  const callWorker = serveApi(sites, backend, info, functions)
  serveStandIns({ sites, dataDir, info, secrets, env, cleanups })
  if (options.dev) await serveSources(sites, info, settings, cleanups)
  else if (options.serveApps ?? true) await serveApps(sites, info, settings)
  if (lan) info.setupUrl = await serveSetup(lan, options.ports?.setup, info, cleanups)
  const worker = startWorkerLoop({
    call: callWorker,
    pauseMs: pauseOf(options),
    onError: (error) => console.error(`worker: ${error.message}`),
  })
  cleanups.add(() => worker.stop())
  await publishStackInfo(dataDir, info)
  cleanups.add(() => withdrawStackInfo(dataDir))
  const stop = () => cleanups.run()
  return { info, sql: backend.sql, runWorker: worker.runNow, stop, ...(lan ? { lan } : {}) }
}

function openBackend(options: StackOptions, dataDir: string, secrets: Secrets): Promise<Backend> {
  if (options.env?.SUPABASE_URL) return openHostedBackend(options.env)
  return openEmbeddedBackend({
    dataDir,
    secrets,
    port: options.ports?.db,
    seed: options.seed ?? true,
    throwAway: options.dataDir === undefined,
    jwtExpirySeconds: options.jwtExpirySeconds,
    onProgress: options.onProgress ?? (() => {}),
  })
}

/** Loaded only when needed: certificates take more code than the rest of the stack. */
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

async function serveSources(
  sites: Sites,
  info: StackInfo,
  settings: Record<string, string>,
  cleanups: Cleanups,
): Promise<void> {
  const { serveDevApps } = await import('./dev/serve-dev-apps.ts')
  cleanups.add(await serveDevApps(sites, info, settings))
}
