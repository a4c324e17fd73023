// The Supabase side of a stack: the embedded one, or a hosted project behind the same address.
import type { Sql } from 'postgres'
import { openDatabase } from '../database/open-database.ts'
import type { Secrets } from '../database/secrets.ts'
import type { Answer, Upgrade } from '../gateway/site.ts'
import { createRealtimeServer } from '../realtime/realtime-server.ts'
import type { Environment } from './environment.ts'
import { openHostedBackend } from './hosted-backend.ts'

export type Backend = {
  sql: Sql
  databaseUrl: string
  publishableKey: string
  secretKey: string
  supabase: Answer
  realtime: Answer
  upgrade: Upgrade
  close(): Promise<void>
}

export type BackendOptions = {
  dataDir: string
  secrets: Secrets
  env: Environment
  port?: number | undefined
  seed: boolean
  throwAway: boolean
  jwtExpirySeconds?: number | undefined
  onProgress: (step: string) => void
}

/** SUPABASE_URL in the environment means the hosted project. */
export function openBackend(options: BackendOptions): Promise<Backend> {
  return options.env.SUPABASE_URL ? openHostedBackend(options) : openEmbeddedBackend(options)
}

async function openEmbeddedBackend(options: BackendOptions): Promise<Backend> {
  const database = await openDatabase(options)
  try {
    const { sql, api, secrets } = database
    const realtime = await createRealtimeServer({ sql, keys: secrets })
    return {
      sql,
      databaseUrl: database.url,
      publishableKey: secrets.publishableKey,
      secretKey: secrets.secretKey,
      supabase: (request) => api.fetch(request),
      realtime: (request) => realtime.app.fetch(request),
      upgrade: realtime.upgrade,
      async close() {
        await realtime.close()
        await database.close()
      },
    }
  } catch (error) {
    await database.close()
    throw error
  }
}
