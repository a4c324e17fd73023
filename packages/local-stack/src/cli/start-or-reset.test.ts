// An edited migration: the stack offers to recreate the database, and everything else stays.
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { openDatabase, removeData } from '../database/open-database.ts'
import { startOrReset } from './start-or-reset.ts'

/** Starts Postgres four times. */
vi.setConfig({ testTimeout: 300_000 })

let dataDir: string
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'maguey-test-'))
})
afterAll(() => removeData(dataDir))

const options = () => ({ dataDir, serveApps: false, onProgress() {} })

/** As if the first migration had been different when this database was made. */
async function editMigration(): Promise<string> {
  const database = await openDatabase({ dataDir, throwAway: false })
  await database.sql`create table public.sold_before (id int)`
  await database.sql`
    update supabase_migrations.schema_migrations set statements = array['select 1']
    where version = (select min(version) from supabase_migrations.schema_migrations)`
  await database.close()
  return database.secrets.managerPassword
}

it('is refused with the command where the answer is no, and nothing is lost', async () => {
  const password = await editMigration()
  const asked: string[] = []
  const refused = startOrReset(options(), async (question) => {
    asked.push(question)
    return false
  })
  await expect(refused).rejects.toMatchObject({ code: 'migration_changed' })
  expect(asked[0]).toContain('npm run db:reset')

  const stack = await startOrReset(options(), async () => true)
  const [table] = await stack.sql`select to_regclass('public.sold_before') as found`
  expect(table?.found).toBeNull()
  expect(stack.info.manager.password).toBe(password)
  const signIn = await fetch(`${stack.info.apiUrl}/auth/v1/token?grant_type=password`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', apikey: stack.info.publishableKey },
    body: JSON.stringify(stack.info.manager),
  })
  expect(signIn.status).toBe(200)
  await stack.stop()
})
