// Adds tonight's event: on the first start, and again when the seeded night is over.
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Sql } from 'postgres'
import { runFile, supabaseFolder } from './migrate.ts'

/** Runs supabase/seed.sql unless a published night is on now. @returns whether it ran. */
export async function seedTonight(
  sql: Sql,
  file: string = join(supabaseFolder, 'seed.sql'),
): Promise<boolean> {
  if (!existsSync(file) || (await aNightIsOn(sql))) return false
  await runFile(sql, 'seed_failed', file, await readFile(file, 'utf8'))
  return true
}

async function aNightIsOn(sql: Sql): Promise<boolean> {
  const [table] = await sql<{ found: boolean }[]>`
    select to_regclass('public.events') is not null as found`
  if (!table?.found) return false
  const [row] = await sql<{ found: boolean }[]>`
    select exists (
      select from public.events
      where status = 'published' and coalesce(admits_from, doors_open_at) <= now() and ends_at > now()
    ) as found`
  return row?.found ?? false
}
