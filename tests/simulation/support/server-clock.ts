// The server's clock can't be moved, so its instants are read back as the simulation's.
import type { Sql } from 'postgres'
import type { World } from './world.ts'

export type ServerClock = {
  /** Our server remembers twice a second what had been committed by now; here the seconds pass faster. */
  noteHorizon: () => Promise<void>
  /** The moment of the simulation at which the server noted this instant, in Unix milliseconds; 0 when it vouches for nothing. */
  simMsOf: (serverMs: number) => number
}

export function createServerClock(world: World, sql: Sql): ServerClock {
  const noted: { serverMs: number; simMs: number }[] = []
  return {
    noteHorizon: async () => {
      const last = noted.at(-1)?.serverMs ?? 0
      // Never twice the same millisecond, or two moments of the simulation would be one.
      const [row] = await sql`
        insert into public.horizon_samples
        select greatest(date_trunc('milliseconds', clock_timestamp()), internal.from_ms(${last + 1})),
          pg_snapshot_xmax(pg_current_snapshot())
        returning internal.to_ms(sampled_at) as server_ms`
      noted.push({ serverMs: Number(row?.server_ms), simMs: world.nowMs() })
    },
    // On a machine that is very slow the server notes an instant of its own, just after ours.
    simMsOf: (serverMs) => noted.findLast((note) => note.serverMs <= serverMs)?.simMs ?? 0,
  }
}
