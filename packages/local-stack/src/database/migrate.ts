// Applies supabase/migrations in order, each in a transaction of its own, and remembers them as the Supabase CLI does.
import { readdir, readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Sql } from 'postgres'
import { StackError } from './stack-error.ts'

/** The folder supabase/ of this project. */
export const supabaseFolder: string = join(
  dirname(fileURLToPath(import.meta.url)),
  '../../../../supabase',
)

const bookkeeping = `
  create schema if not exists supabase_migrations;
  create table if not exists supabase_migrations.schema_migrations (
    version text primary key, statements text[], name text
  )`

/** @returns the names of the files that were applied now. Throws StackError `migration_failed`, which names the file. */
export async function migrate(
  sql: Sql,
  folder: string = join(supabaseFolder, 'migrations'),
): Promise<string[]> {
  await sql.unsafe(bookkeeping).simple()
  const rows = await sql<{ version: string }[]>`
    select version from supabase_migrations.schema_migrations`
  const done = new Set(rows.map((row) => row.version))
  const applied: string[] = []
  for (const file of (await readdir(folder)).sort()) {
    const parts = /^(\d{14})_(.+)\.sql$/.exec(file)
    if (!parts?.[1] || !parts[2] || done.has(parts[1])) continue
    await applyFile(sql, join(folder, file), { version: parts[1], name: parts[2] })
    applied.push(file)
  }
  return applied
}

async function applyFile(
  sql: Sql,
  path: string,
  migration: { version: string; name: string },
): Promise<void> {
  const text = await readFile(path, 'utf8')
  await runFile(sql, 'migration_failed', path, text, async (transaction) => {
    await transaction`
      insert into supabase_migrations.schema_migrations ${sql(migration, 'version', 'name')}`
  })
}

/** Runs a whole SQL file in one transaction. An error names the file and the line. */
export async function runFile(
  sql: Sql,
  code: 'migration_failed' | 'seed_failed',
  path: string,
  text: string,
  then: (transaction: Sql) => Promise<void> = async () => {},
): Promise<void> {
  try {
    await sql.begin(async (transaction) => {
      await transaction.unsafe(text).simple()
      await then(transaction as unknown as Sql)
    })
  } catch (cause) {
    const error = cause as Error & { position?: string; detail?: string; where?: string }
    const line = error.position ? text.slice(0, Number(error.position)).split('\n').length : null
    const place = path.split(/[\\/]/).slice(-2).join('/') + (line ? `:${line}` : '')
    const context = [error.detail, error.where].filter(Boolean).join('\n')
    throw new StackError(code, `${place}: ${error.message}${context ? `\n${context}` : ''}`, {
      cause,
    })
  }
}
