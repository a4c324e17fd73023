// `npm run db:new|db:types|db:reset|db:psql`: the database of this working copy.

import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { ensureInstalled } from './lib/install.mjs'
import { requireNode } from './lib/node-version.mjs'
import { fail, say, UserError } from './lib/terminal.mjs'
import { root } from './lib/tools.mjs'

const help = `npm run db:new -- NAME     a new migration: supabase/migrations/<next number>_NAME.sql
npm run db:types           writes supabase/types/database.ts anew from the migrations
npm run db:reset           makes the database anew; keys, secrets and the certificate authority stay
npm run db:psql            a prompt in the running database (\`-- -c 'select 1'\` runs one statement)`

const dataDir = resolve(root, process.env.MAGUEY_DIR || '.maguey')

const commands = { new: newMigration, types, reset, psql }

async function main() {
  requireNode()
  const [name, ...args] = process.argv.slice(2)
  const command = commands[name]
  if (command === undefined || args.includes('--help')) return console.log(help)
  await ensureInstalled({ onProgress: say })
  const { register } = await import('tsx/esm/api')
  register({ tsconfig: join(root, 'packages/local-stack/tsconfig.json') })
  await command(args)
}

/** One minute after the last one: such numbers sort before the timestamps that the Supabase CLI makes. */
async function newMigration([title]) {
  const name = (title ?? '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '_')
    .replaceAll(/^_|_$/g, '')
  if (name === '') throw new UserError(`Give it a name.\n\n${help}`)
  const folder = join(root, 'supabase/migrations')
  const versions = readdirSync(folder).flatMap((file) => /^(\d{14})_.+\.sql$/.exec(file)?.[1] ?? [])
  const file = `${nextVersion(versions.sort().at(-1))}_${name}.sql`
  writeFileSync(
    join(folder, file),
    `-- ${title}: what it is for, and why it is as it is (supabase/CONVENTIONS.md).\n\n`,
  )
  say(`supabase/migrations/${file}`)
}

function nextVersion(last = '20260101000000') {
  const [, y, mo, d, h, mi, s] = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/.exec(last)
  const next = new Date(Date.UTC(+y, +mo - 1, +d, +h, +mi + 1, +s))
  return next.toISOString().replaceAll(/\D/g, '').slice(0, 14)
}

async function types() {
  const { writeDatabaseTypes } = await import('./lib/database-types.mjs')
  await writeDatabaseTypes()
  say('supabase/types/database.ts')
}

async function reset() {
  const { resetDatabase } = await import('../packages/local-stack/src/cli/reset-database.ts')
  await resetDatabase(dataDir, say)
}

async function psql(args) {
  const { databaseUrl } = readStack()
  const { status, error } = spawnSync('psql', [databaseUrl, ...args], { stdio: 'inherit' })
  if (error === undefined) process.exit(status ?? 1)
  // The embedded Postgres has no psql; if the machine has none either, use a plain prompt.
  const { runPrompt } = await import('./lib/sql-prompt.mjs')
  await runPrompt(databaseUrl, args)
}

function readStack() {
  const file = join(dataDir, 'stack.json')
  if (!existsSync(file))
    throw new UserError(`No stack runs on ${dataDir}. Start one first: npm start`)
  return JSON.parse(readFileSync(file, 'utf8'))
}

main().then(() => process.exit(process.exitCode ?? 0), fail)
