// A database of the simulation's own: nothing happens in it that the seed did not ask for.
import { type Database, openDatabase } from '@maguey/local-stack/database/open-database'

export async function openSimDatabase(): Promise<Database> {
  const database = await openDatabase({ seed: false })
  const { sql } = database
  // Its transactions would hold the horizon back whenever it happens to run.
  await sql`alter system set autovacuum = off`
  await sql`select pg_reload_conf()`
  // The first call begins the database's life; no seed should be the one that does.
  await sql`select internal.current_epoch()`
  return database
}
