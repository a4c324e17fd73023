// The code on the terminal, whoever the manager is in whose name it is made.
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Database, openDatabase } from '../database/open-database.ts'
import { createPairing, isPairingUsed } from './create-pairing.ts'

let database: Database

beforeAll(async () => {
  database = await openDatabase({ seed: true })
})
afterAll(() => database.close())

it('is made in the name of a manager who has a second factor too', async () => {
  const { sql } = database
  await sql`select internal.ensure_staff_member('ana@maguey.test', 'agave-4711', 'Ana', 'admin')`
  await sql`
    insert into auth.mfa_factors (user_id, factor_type, status, secret)
    select user_id, 'totp', 'verified', 'x' from public.staff_members where active`
  const made = await createPairing({ sql, info: { scannerUrl: 'http://door.test' } })
  expect(made?.link).toBe(`http://door.test/pair#${made?.code}`)
  expect(await isPairingUsed({ sql }, made?.code ?? '')).toBe(false)
})
