// Applies supabase/migrations in order, each in its own transaction, and records them as the Supabase CLI does.
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

type Migration = { version: string; name: string; file: string; text: string }

/**
 * @returns the names of the files that were applied now. Throws StackError `migration_failed`, which names the file, and
 * `migration_changed` when a file differs from what this database was made with.
 */
export async function migrate(
  sql: Sql,
  folder: string = join(supabaseFolder, 'migrations'),
): Promise<string[]> {
  await sql.unsafe(bookkeeping).simple()
  const rows = await sql<{ version: string; statements: string[] | null }[]>`
    select version, statements from supabase_migrations.schema_migrations`
  const done = new Map(rows.map((row) => [row.version, row.statements?.join('')]))
  const applied: string[] = []
  for (const migration of await readMigrations(folder)) {
    const { version, file, text } = migration
    if (!done.has(version)) {
      await apply(sql, folder, migration)
      applied.push(file)
    } else if (done.get(version) !== text) throw changed(file)
  }
  return applied
}

async function readMigrations(folder: string): Promise<Migration[]> {
  const migrations: Migration[] = []
  for (const file of (await readdir(folder)).sort()) {
    const [, version, name] = /^(\d{14})_(.+)\.sql$/.exec(file) ?? []
    if (!version || !name) continue
    migrations.push({ version, name, file, text: await readFile(join(folder, file), 'utf8') })
  }
  return migrations
}

/** Until the first release, migrations are edited in place, so an older database has to be recreated. */
function changed(file: string): StackError {
  return new StackError(
    'migration_changed',
    `${file} has changed since this database was made. \`npm run db:reset\` makes it anew: events, orders, tickets and scans go; keys and sign-ins stay.`,
  )
}

async function apply(sql: Sql, folder: string, migration: Migration): Promise<void> {
  const { version, name, file, text } = migration
  await runFile(sql, 'migration_failed', join(folder, file), text, async (transaction) => {
    await transaction`
      insert into supabase_migrations.schema_migrations (version, name, statements)
      values (${version}, ${name}, ${[text]})`
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
