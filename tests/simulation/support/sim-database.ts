// A database only for the simulation: nothing happens in it that the seed didn't cause.
import { type Database, openDatabase } from '@maguey/local-stack/database/open-database'
import type { Sql } from 'postgres'
import { bendFunction } from './bend-function.ts'
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
  await sellWhenever(sql)
  return database
}

/** Nights are simulated days ago, when no phone would be given anything to sell; and no id may be drawn by the server. */
async function sellWhenever(sql: Sql): Promise<void> {
  await bendFunction(
    sql,
    'internal.stock_wanted',
    /and now\(\) >= .* now\(\) < p_event.ends_at/,
    '',
  )
  await sql.unsafe(`
    create function internal.foretell_id() returns trigger language plpgsql as
      $$ begin new.id := md5(new.ticket_id)::uuid; return new; end $$;
    create trigger tickets_foretell_id before insert on public.tickets
      for each row when (new.order_id is not null) execute function internal.foretell_id()`)
}
