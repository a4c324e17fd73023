// A database of the simulation's own: nothing happens in it that the seed did not ask for.
import { type Database, openDatabase } from '@maguey/local-stack/database/open-database'

/** Looks at every night when it is over. */
export const MANAGER = {
  role: 'authenticated',
  userId: '00000000-0000-4000-8000-000000000001',
} as const

export async function openSimDatabase(): Promise<Database> {
  const database = await openDatabase({ seed: false })
  const { sql } = database
  // Its transactions would hold the horizon back whenever it happens to run.
  await sql`alter system set autovacuum = off`
  // Everything is called in turn: whoever waits so long waits for somebody who waits for him.
  await sql`alter system set statement_timeout = '2min'`
  await sql`select pg_reload_conf()`
  // The first call begins the database's life; no seed should be the one that does.
  await sql`select internal.current_epoch()`
  await sql`insert into auth.users (id, email) values (${MANAGER.userId}, 'manager@simulation.invalid')`
  await sql`insert into public.staff_members (user_id, name, role) values (${MANAGER.userId}, 'Manager', 'manager')`
  return database
}
