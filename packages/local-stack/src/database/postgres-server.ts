// One embedded Postgres: initialised on the first start, recovered after a crash, shut down cleanly.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chown, mkdir, open, readFile, rename, rm, rmdir, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { prepareClusterFolder } from './cluster-folder.ts'
import { claimPort, portInUse } from './ports.ts'
import { findPostgresBinaries, type PostgresBinaries } from './postgres-binaries.ts'
import { clearOrphan, readPostmaster, stopServer } from './postmaster.ts'
import type { RunAs } from './run-as.ts'
import { StackError } from './stack-error.ts'

export type PostgresServer = {
  url: string
  port: number
  /** The cluster was made just now. */
  created: boolean
  /** What an earlier run left behind. */
  orphan: 'none' | 'stale_pid_file' | 'stopped'
  stop(): Promise<void>
}

export type PostgresOptions = {
  dataDir: string
  /** 0 or absent: any free port. */
  port?: number | undefined
  password: string
  /** Trades crash safety for speed: for disposable data. */
  throwAway?: boolean | undefined
  /** Called when the server is lost, and with what became of it. */
  onTrouble?: ((what: string) => void) | undefined
}

type Running = {
  /** Resolves with how it ended: an exit code, a signal or the system's message. */
  readonly ended: Promise<string>
  readonly stop: () => Promise<void>
}

type Cluster = { folder: string; runAs: RunAs; binaries: PostgresBinaries; logFile: string }

/** Starts Postgres on 127.0.0.1. Throws StackError `port_in_use`, `postgres_failed`, `no_ordinary_user`. */
export async function startPostgres(options: PostgresOptions): Promise<PostgresServer> {
  const dataDir = resolve(options.dataDir)
  const { folder, runAs } = await prepareClusterFolder(dataDir)
  const binaries = await findPostgresBinaries(runAs)
  const cluster = { folder, runAs, binaries, logFile: join(dataDir, 'postgres.log') }
  const orphan = await clearOrphan(folder, binaries.pgCtl)
  const created = !existsSync(join(folder, 'PG_VERSION'))
  if (created) await initialise(cluster, options.password)
  const { port, child } = await launchOnPort(cluster, options)
  const stop = keepRunning(cluster, { ...options, port }, child)
  return {
    url: `postgres://postgres:${options.password}@127.0.0.1:${port}/postgres`,
    port,
    created,
    orphan,
    stop,
  }
}

const START_ATTEMPTS = 20
const START_PAUSE_MS = 250

/** Sessions of a lost server hold its shared memory until they notice, and Postgres won't start until then. */
async function launchPatiently(
  cluster: Cluster,
  { port, throwAway = false }: PostgresOptions & { port: number },
): Promise<Running> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await launch(cluster, port, throwAway)
    } catch (error) {
      if (attempt === START_ATTEMPTS) throw error
      await sleep(START_PAUSE_MS)
    }
  }
}

/** If Postgres exits without being stopped, it is restarted on its port; clients reconnect by themselves. */
function keepRunning(
  cluster: Cluster,
  options: PostgresOptions & { port: number },
  first: Running,
): () => Promise<void> {
  const say = options.onTrouble ?? (() => {})
  let current = first
  let stopping = false
  /** False when it doesn't come back: its own message is worth more than another try. */
  const startAgain = async (how: string): Promise<boolean> => {
    say(`The database stopped (${how}) and is started again.`)
    try {
      current = await launchPatiently(cluster, options)
      say('The database is back.')
      return true
    } catch (error) {
      say(`The database does not come back. ${error instanceof Error ? error.message : ''}`)
      return false
    }
  }
  const watch = async () => {
    for (let running = true; running; ) {
      const how = await current.ended
      running = !stopping && (await startAgain(how))
    }
  }
  const watching = watch()
  return async () => {
    stopping = true
    await current.stop()
    await watching
  }
}

/** A free port may be taken a moment later, so another one is tried. A wanted port is not changed. */
async function launchOnPort(cluster: Cluster, options: PostgresOptions) {
  const claim = { what: 'database', wanted: options.port, variable: 'MAGUEY_DB_PORT' }
  for (let attempt = 1; ; attempt += 1) {
    const port = await claimPort(claim)
    try {
      return { port, child: await launch(cluster, port, options.throwAway ?? false) }
    } catch (error) {
      const taken = error instanceof StackError && error.code === 'port_in_use'
      if (options.port || !taken || attempt === 3) throw error
    }
  }
}

/** In a sibling folder, moved into place when done: a start killed half-way leaves nothing that looks complete. */
async function initialise(cluster: Cluster, password: string): Promise<void> {
  const draft = `${cluster.folder}.new`
  const passwordFile = `${cluster.folder}.password`
  await rm(draft, { recursive: true, force: true })
  await mkdir(draft, { mode: 0o700 })
  await writeFile(passwordFile, `${password}\n`, { mode: 0o600 })
  for (const path of cluster.runAs ? [draft, passwordFile] : []) {
    await chown(path, cluster.runAs?.uid ?? 0, cluster.runAs?.gid ?? 0)
  }
  try {
    await run(cluster, cluster.binaries.initdb, [
      `--pgdata=${draft}`,
      '--username=postgres',
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale=C',
      // Case mapping and sort order by Unicode, independent of the machine's locales.
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--no-sync',
      '--no-instructions',
    ])
  } finally {
    await rm(passwordFile, { force: true })
  }
  await rmdir(cluster.folder)
  await rename(draft, cluster.folder)
}

async function run(cluster: Cluster, command: string, args: string[]): Promise<void> {
  const log = await open(cluster.logFile, 'w')
  const child = spawn(command, args, {
    ...spawnOptions(cluster),
    stdio: ['ignore', log.fd, log.fd],
  })
  const code = await new Promise<number | string>((settle) => {
    child.once('error', (error) => settle(error.message))
    child.once('exit', (exit, signal) => settle(exit ?? signal ?? 'unknown'))
  })
  await log.close()
  if (code !== 0) throw await failed(cluster, `initdb ended with ${code}`)
}

async function launch(cluster: Cluster, port: number, throwAway: boolean): Promise<Running> {
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '80',
    timezone: 'UTC',
    log_timezone: 'UTC',
    // The API reports refusals, and their details may hold an address. The log is for the server's own problems.
    log_min_messages: 'log',
    ...(throwAway ? { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' } : {}),
  }
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const log = await open(cluster.logFile, 'w')
  const child = spawn(
    cluster.binaries.postgres,
    ['-D', cluster.folder, '-p', `${port}`, ...flags],
    {
      ...spawnOptions(cluster),
      stdio: ['ignore', log.fd, log.fd],
      // Its own process group: Ctrl-C in the terminal reaches only us, and we stop things in order.
      detached: true,
    },
  )
  let how: string | null = null
  const ended = new Promise<string>((resolve) => {
    const end = (what: string) => {
      how = what
      resolve(what)
    }
    child.once('error', (error) => end(error.message))
    child.once('exit', (exit, signal) => end(`postgres ended with ${exit ?? signal}`))
  })
  await log.close()
  const stopNow = () => child.kill('SIGINT')
  process.once('exit', stopNow)

  while (!(await isReady(cluster.folder, child.pid))) {
    if (how !== null) {
      process.off('exit', stopNow)
      throw await failed(cluster, how, port)
    }
    await sleep(15)
  }
  return {
    ended,
    async stop() {
      process.off('exit', stopNow)
      if (how !== null || child.pid === undefined) return
      await stopServer({ pid: child.pid, folder: cluster.folder, pgCtl: cluster.binaries.pgCtl })
    },
  }
}

async function isReady(folder: string, pid: number | undefined): Promise<boolean> {
  const found = await readPostmaster(folder)
  return found !== null && found.pid === pid && found.ready
}

function spawnOptions({ runAs, folder }: Cluster) {
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(PG|LC_|LANG)/.test(name)),
  )
  return { windowsHide: true, cwd: folder, env: { ...env, LC_ALL: 'C' }, ...(runAs ?? {}) }
}

async function failed(cluster: Cluster, what: string, port?: number): Promise<StackError> {
  const log = await readFile(cluster.logFile, 'utf8').catch(() => '')
  if (port !== undefined && /could not bind|Address already in use/.test(log)) {
    return portInUse({ what: 'database', wanted: port, variable: 'MAGUEY_DB_PORT' })
  }
  const tail = log.trim().split('\n').slice(-8).join('\n')
  return new StackError('postgres_failed', `Postgres did not start: ${what}.\n${tail}`)
}
