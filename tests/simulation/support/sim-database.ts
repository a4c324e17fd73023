// A database only for the simulation: nothing happens in it that the seed didn't cause.
import { type Database, openDatabase } from '@maguey/local-stack/database/open-database'
import { MANAGER_ID } from './decisions.ts'

/** Reads every night's live figures at its end. */
export const MANAGER = {
  role: 'authenticated',
  userId: '00000000-0000-4000-8000-000000000001',
} as const

export async function openSimDatabase(): Promise<Database> {
  const database = await openDatabase({ seed: false })
  const { sql } = database
  // Its transactions would hold back the horizon at unpredictable times.
  await sql`alter system set autovacuum = off`
  // Calls are sequential: one that waits this long is deadlocked.
  await sql`alter system set statement_timeout = '2min'`
  await sql`select pg_reload_conf()`
  // The first call creates the database's epoch; no seed should be the one that does.
  await sql`select internal.current_epoch()`
  await sql`insert into auth.users (id, email) values (${MANAGER.userId}, 'manager@simulation.invalid')`
  await sql`
    insert into public.staff_members (id, user_id, name, role) values (${MANAGER_ID}, ${MANAGER.userId}, 'Manager', 'manager')`
  return database
}
