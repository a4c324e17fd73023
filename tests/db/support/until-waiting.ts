// Brings about a race for certain: waits until so many sessions stand before a lock.
import type { Sql } from 'postgres'

/** Resolves when at least `count` sessions of this database wait for a lock. */
export async function untilWaiting(sql: Sql, count: number): Promise<void> {
  for (;;) {
    const [row] = await sql`
      select count(*)::int as count from pg_stat_activity
      where wait_event_type = 'Lock' and datname = current_database()`
    if (row?.count >= count) return
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}
