// One migrated, throw-away database per test file, started by the same code as the local stack's.
import { type Database, openDatabase } from '@maguey/local-stack/database/open-database'
import type { Sql } from 'postgres'
import postgres from 'postgres'
import { afterAll, beforeAll } from 'vitest'

export type TestDatabase = {
  /** As the owner of everything; row security doesn't apply. */
  readonly sql: Sql
  readonly url: string
  readonly database: Database
}

/** Registers setup and teardown with the test file; the getter works inside tests and hooks. */
export function testDatabase(options: { seed?: boolean } = {}): () => TestDatabase {
  let database: Database | undefined
  beforeAll(async () => {
    database = await openDatabase({ seed: options.seed ?? false })
    // Most tests buy everything as one Lucía; those about the caps set their own.
    await database.sql`update public.settings set max_unpaid_per_email = 100000, max_unpaid_per_client = 100000`
  })
  afterAll(async () => {
    await database?.close()
  })
  return () => {
    if (!database) throw new Error('the database is only there inside tests and hooks')
    return { sql: database.sql, url: database.url, database }
  }
}

/** A separate pool, for tests that need many real connections at once. */
export async function withPool<T>(
  url: string,
  max: number,
  use: (sql: Sql) => Promise<T>,
): Promise<T> {
  const sql = postgres(url, { max, onnotice() {} })
  try {
    return await use(sql)
  } finally {
    await sql.end({ timeout: 5 })
  }
}
