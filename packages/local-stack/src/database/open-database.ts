// A Postgres with this project's schema, as on hosted Supabase: embedded, migrated, optionally seeded.
import { mkdtemp, realpath, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import postgres, { type Sql } from 'postgres'
import { openSupabaseApi, type SupabaseApi } from '../supabase-api/open-supabase-api.ts'
import { clusterFolders } from './cluster-folder.ts'
import { migrate } from './migrate.ts'
import { prepareFactors, preparePlatform } from './platform.ts'
import { findPostgresBinaries } from './postgres-binaries.ts'
import { type PostgresServer, startPostgres } from './postgres-server.ts'
import { clearOrphan } from './postmaster.ts'
import { lockFolder } from './processes.ts'
import { loadSecrets, type Secrets } from './secrets.ts'
import { seedTonight } from './seed.ts'

export type Database = {
  /** As superuser `postgres`. */
  url: string
  port: number
  /** As superuser `postgres`; a pool of 4. */
  sql: Sql
  api: SupabaseApi
  secrets: Secrets
  dataDir: string
  /** Migration files that were applied by this call. */
  applied: string[]
  close(): Promise<void>
}

export type OpenDatabaseOptions = {
  /** Absent: a temporary folder. */
  dataDir?: string | undefined
  /** Without crash safety, and `close` deletes the folder. Default: whether `dataDir` is absent. */
  throwAway?: boolean | undefined
  port?: number | undefined
  /** Adds tonight's event if no night is on. Default false. */
  seed?: boolean | undefined
  jwtExpirySeconds?: number | undefined
  onProgress?: ((step: string) => void) | undefined
  /** Called when the server is lost, and when it is back. */
  onTrouble?: ((what: string) => void) | undefined
}

/** Throws StackError: `already_running`, `port_in_use`, `postgres_failed`, `migration_failed`, `seed_failed`. */
export async function openDatabase(options: OpenDatabaseOptions = {}): Promise<Database> {
  const cleanups: (() => Promise<unknown>)[] = []
  const close = async () => {
    for (const cleanup of cleanups.splice(0).reverse()) await cleanup()
  }
  try {
    return await open(options, cleanups, close)
  } catch (error) {
    await close()
    throw error
  }
}

async function open(
  options: OpenDatabaseOptions,
  cleanups: (() => Promise<unknown>)[],
  close: () => Promise<void>,
): Promise<Database> {
  const progress = options.onProgress ?? (() => {})
  const throwAway = options.throwAway ?? options.dataDir === undefined
  const dataDir = resolve(options.dataDir ?? (await makeTemporaryFolder()))
  if (throwAway) cleanups.push(() => removeData(dataDir))
  const secrets = await loadSecrets(dataDir)
  cleanups.push(await lockFolder(dataDir))

  progress('Starting the database')
  const server = await startPostgres({
    dataDir,
    port: options.port,
    password: secrets.databasePassword,
    throwAway,
    onTrouble: options.onTrouble,
  })
  cleanups.push(() => server.stop())
  const sql = postgres(server.url, { max: 4, onnotice() {} })
  cleanups.push(() => sql.end({ timeout: 5 }))
  const api = await openSupabaseApi({
    sql,
    databaseUrl: server.url,
    jwtExpirySeconds: options.jwtExpirySeconds,
    ...secrets,
  })
  cleanups.push(() => api.close())

  progress('Applying migrations')
  const applied = await bringUpToDate(server, sql, api)
  if (options.seed) await seedTonight(sql)
  return { url: server.url, port: server.port, sql, api, secrets, dataDir, applied, close }
}

async function bringUpToDate(
  server: PostgresServer,
  sql: Sql,
  api: SupabaseApi,
): Promise<string[]> {
  if (server.created || !(await hasAuth(sql))) {
    await preparePlatform(sql)
    await api.prepareAuth()
  }
  await prepareFactors(sql)
  const applied = await migrate(sql)
  if (applied.length > 0) await api.forgetSchema()
  return applied
}

async function hasAuth(sql: Sql): Promise<boolean> {
  const [row] = await sql<{ found: boolean }[]>`
    select to_regclass('auth.refresh_tokens') is not null as found`
  return row?.found ?? false
}

export function makeTemporaryFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'maguey-'))
}

/** Deletes a stack's folder with its cluster. */
export async function removeData(dataDir: string): Promise<void> {
  await removeCluster(dataDir)
  await rm(dataDir, { recursive: true, force: true })
}

/** Deletes a stack's cluster, wherever it is; stops a server that a killed stack left running there. */
export async function removeCluster(dataDir: string): Promise<void> {
  const { pgCtl } = await findPostgresBinaries(null)
  for (const folder of clusterFolders(await realpath(dataDir).catch(() => dataDir))) {
    await clearOrphan(folder, pgCtl)
    await rm(folder, { recursive: true, force: true })
  }
}
