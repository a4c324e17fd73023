// The Supabase side of a stack, embedded: Postgres, Auth and REST, Storage, Realtime.
import type { Sql } from 'postgres'
import { openDatabase } from '../database/open-database.ts'
import type { Secrets } from '../database/secrets.ts'
import type { Answer, Upgrade } from '../gateway/site.ts'
import { createRealtimeServer } from '../realtime/realtime-server.ts'
import { createStorageApi } from '../supabase-api/storage-api.ts'

/** The Supabase side of a stack, embedded or hosted. */
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

export type EmbeddedOptions = {
  dataDir: string
  secrets: Secrets
  port?: number | undefined
  seed: boolean
  throwAway: boolean
  jwtExpirySeconds?: number | undefined
  onProgress: (step: string) => void
}

export async function openEmbeddedBackend(options: EmbeddedOptions): Promise<Backend> {
  const database = await openDatabase({ ...options, onTrouble: options.onProgress })
  try {
    const { sql, api, secrets } = database
    const storage = createStorageApi(sql, secrets.jwtSecret, secrets.secretKey)
    const realtime = await createRealtimeServer({ sql, keys: secrets })
    return {
      sql,
      databaseUrl: database.url,
      publishableKey: secrets.publishableKey,
      secretKey: secrets.secretKey,
      supabase: (request) =>
        new URL(request.url).pathname.startsWith('/storage/v1/')
          ? storage.fetch(request)
          : api.fetch(request),
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
