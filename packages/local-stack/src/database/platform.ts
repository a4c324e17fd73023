// Sets up what hosted Supabase provides and @supabase/lite does not.
import { readFile } from 'node:fs/promises'
import type { Sql } from 'postgres'

/** Roles, extensions, default grants; before the schemas of Auth. */
export async function preparePlatform(sql: Sql): Promise<void> {
  await runPlatformFile(sql, 'roles.sql')
  await runPlatformFile(sql, 'realtime.sql')
  await runPlatformFile(sql, 'storage.sql')
}

/** What lite's Auth lacks; after its schema. Changes nothing that is there. */
export const prepareFactors = (sql: Sql): Promise<void> => runPlatformFile(sql, 'factors.sql')

async function runPlatformFile(sql: Sql, name: string): Promise<void> {
  await sql.unsafe(await readFile(new URL(`./platform/${name}`, import.meta.url), 'utf8')).simple()
}
