// Holds per second on one hot ticket type, beside the statement that no hold can do without.
import { randomUUID } from 'node:crypto'
import { openDatabase } from '@maguey/local-stack/database/open-database'
import postgres, { type Sql } from 'postgres'
import { type BenchNight, createBenchNight } from './bench-night.ts'
import { median, megabytes, ms, percentile, perSecond, type Table } from './figures.ts'
import { makeBenchFolder } from './make-bench-folder.ts'
import { nodeMemory, postgresMemory } from './memory.ts'
import { type Load, runLoad } from './run-load.ts'

const POOL = 8
const IN_FLIGHT = 50
const ROUNDS = 3
const ROUND_MS = 5000
const WARM_UP_MS = 2000

type Kind = { readonly name: string; readonly call: () => Promise<unknown>; readonly loads: Load[] }

/** Opens a database of its own, with the crash safety that a real one has, and removes it afterwards. */
export async function measure(onProgress: (line: string) => void): Promise<Table[]> {
  const folder = await makeBenchFolder()
  const database = await openDatabase({ dataDir: folder.path, throwAway: false, onProgress })
  const sql = postgres(database.url, { max: POOL, onnotice() {} })
  try {
    const kinds: Kind[] = [
      bareUpdate(sql, await createBenchNight(sql, 'Bench Bare', 'BB')),
      holdTickets(sql, await createBenchNight(sql, 'Bench Holds', 'BH')),
    ]
    const before = await postgresMemory(database.sql)
    await runRounds(kinds, onProgress)
    return [await describeHolds(kinds, database.sql, before)]
  } finally {
    await sql.end({ timeout: 5 })
    await database.close()
    await folder.remove()
  }
}

/** One seat of one type: the update that every hold contains, through the same driver, pool and row. */
const bareUpdate = (sql: Sql, night: BenchNight): Kind => ({
  name: 'bare update of the hot row',
  loads: [],
  call: () => sql`update public.ticket_types set held = held + 1
    where id = ${night.typeId} and sold + held + 1 <= capacity`,
})

const holdTickets = (sql: Sql, night: BenchNight): Kind => {
  const lines = [{ ticket_type: night.typeCode, quantity: 1 }]
  const customer = { email: 'bench@example.com', name: 'Bench', locale: 'en' }
  return {
    name: 'hold_tickets',
    loads: [],
    call: () => sql`select public.hold_tickets(${night.slug}, ${sql.json(lines)},
      ${sql.json(customer)}, ${randomUUID()}, 'bench', 1800)`,
  }
}

/** In turns, so that a slow moment of the machine falls on both. */
async function runRounds(
  kinds: readonly Kind[],
  onProgress: (line: string) => void,
): Promise<void> {
  for (const kind of kinds) {
    await runLoad({ inFlight: IN_FLIGHT, durationMs: WARM_UP_MS, call: kind.call })
  }
  for (let round = 1; round <= ROUNDS; round += 1) {
    for (const kind of kinds) {
      onProgress(`Holds: round ${round} of ${ROUNDS}, ${kind.name}`)
      kind.loads.push(await runLoad({ inFlight: IN_FLIGHT, durationMs: ROUND_MS, call: kind.call }))
    }
  }
}

async function describeHolds(
  kinds: readonly Kind[],
  sql: Sql,
  before: number | null,
): Promise<Table> {
  const rate = (kind: Kind | undefined) => median(kind?.loads.map((load) => load.perSecond) ?? [])
  const bound = rate(kinds[0])
  const [settings] = await sql<{ fsync: string; commit: string; version: string }[]>`
    select current_setting('fsync') as fsync, current_setting('synchronous_commit') as commit,
      current_setting('server_version') as version`
  return {
    title: 'Holds on one hot ticket type, straight to Postgres',
    columns: ['', 'per second', 'of the bare', 'median', 'p95', 'p99'],
    rows: kinds.map((kind) => {
      const latencies = kind.loads.flatMap((load) => load.latenciesMs)
      const share = `${Math.round((100 * rate(kind)) / bound)} %`
      const shares = [0.5, 0.95, 0.99].map((at) => ms(percentile(latencies, at)))
      return [kind.name, perSecond(rate(kind)), share, ...shares]
    }),
    notes: [
      `pool of ${POOL}, ${IN_FLIGHT} in flight, median of ${ROUNDS} rounds of ${ROUND_MS / 1000} s each, in turns`,
      'both through our own driver (postgres.js) in one Node process; times include the wait for a connection',
      `Postgres ${settings?.version}, fsync ${settings?.fsync}, synchronous_commit ${settings?.commit}`,
      `memory: Postgres ${megabytes(before)} before, ${megabytes(await postgresMemory(sql))} after; this Node ${megabytes(nodeMemory())}`,
    ],
    figures: { holdsPerSecond: rate(kinds[1]), bareUpdatesPerSecond: bound },
  }
}
