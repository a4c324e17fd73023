// The server's clock can't be moved, so its timestamps are translated to the simulation's.
import type { Sql } from 'postgres'
import type { World } from './world.ts'

export type ServerClock = {
  /** A real server records its horizon twice a second; here the seconds pass faster. */
  noteHorizon: () => Promise<void>
  /** The simulation's time at which the server noted this timestamp, in Unix ms; 0 if it vouches for nothing. */
  simMsOf: (serverMs: number) => number
}

export function createServerClock(world: World, sql: Sql): ServerClock {
  const noted: { serverMs: number; simMs: number }[] = []
  return {
    noteHorizon: async () => {
      const last = noted.at(-1)?.serverMs ?? 0
      // Never the same millisecond twice, or two moments of the simulation would become one.
      const [row] = await sql`
        insert into public.horizon_samples
        select greatest(date_trunc('milliseconds', clock_timestamp()), internal.from_ms(${last + 1})),
          pg_snapshot_xmax(pg_current_snapshot())
        returning internal.to_ms(sampled_at) as server_ms`
      noted.push({ serverMs: Number(row?.server_ms), simMs: world.nowMs() })
    },
    // On a very slow machine the server notes a timestamp of its own, just after ours.
    simMsOf: (serverMs) => noted.findLast((note) => note.serverMs <= serverMs)?.simMs ?? 0,
  }
}
