// Makes a race deterministic: waits until this many sessions are blocked on a lock.
import type { Sql } from 'postgres'

/** Resolves once at least `count` sessions of this database are waiting for a lock. */
export async function untilWaiting(sql: Sql, count: number): Promise<void> {
  for (;;) {
    const [row] = await sql`
      select count(*)::int as count from pg_stat_activity
      where wait_event_type = 'Lock' and datname = current_database()`
    if (row?.count >= count) return
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}
