// Holds, availability and sweeping, each beside its minimal SQL statement, with few orders and with many.
import { randomUUID } from 'node:crypto'
import { openDatabase } from '@maguey/local-stack/database/open-database'
import postgres, { type Sql } from 'postgres'
import { type BenchNight, createBenchNight } from './bench-night.ts'
import { countStatements } from './count-statements.ts'
import { median, ms, percentile, perSecond, type Table } from './figures.ts'
import { fillOrders } from './fill-orders.ts'
import { makeBenchFolder } from './make-bench-folder.ts'
import type { Measure } from './run-bench.ts'
import { type Load, runLoad } from './run-load.ts'

const CONNECTIONS = 8
const ROUNDS = 5
const ROUND_MS = 2000
const WARM_UP_MS = 1000
const LAPSED = 5000
const FILLED = [1000, 200_000] as const

type Kind = {
  readonly name: string
  readonly key: string
  readonly call: (index: number) => Promise<unknown>
  readonly loads: Load[]
}

/** Opens a database of its own, with the crash safety of a real one, and removes it afterwards. */
export const measure: Measure = async (onProgress) => {
  const folder = await makeBenchFolder()
  const database = await openDatabase({ dataDir: folder.path, throwAway: false, onProgress })
  const sql = postgres(database.url, { max: CONNECTIONS, onnotice() {} })
  try {
    const hot = await createBenchNight(sql, 'Bench Hot', 'BH')
    const nights = [hot]
    for (let n = 0; n < 9; n += 1)
      nights.push(await createBenchNight(sql, `Bench ${n}`, `B${'ACDEFGJKM'[n]}`))
    const tables: Table[] = [await countStatements(database.url, hot)]
    for (const count of FILLED) {
      await fillOrders(sql, hot, count)
      onProgress(`Orders: ${count.toLocaleString('en')} there`)
      const kinds = [...holdKinds(sql, hot, nights), ...readKinds(sql, hot)]
      await runRounds(kinds, onProgress)
      tables.push(tableOf(kinds, count))
    }
    tables.push(await sweep(sql, hot))
    return tables
  } finally {
    await sql.end({ timeout: 5 })
    await database.close()
    await folder.remove()
  }
}

function holdKinds(sql: Sql, hot: BenchNight, nights: readonly BenchNight[]): Kind[] {
  const bare = (night: BenchNight) => sql`
    update public.ticket_types set held = held + 1 where id = ${night.typeId} and sold + held + 1 <= capacity`
  const hold = (night: BenchNight) => {
    const lines = [{ ticket_type: night.typeCode, quantity: 1 }]
    // Each from a different customer and address, or the limits would stop them.
    const key = randomUUID()
    const customer = { email: `${key}@example.com`, name: 'Bench', locale: 'en' }
    return sql`select public.hold_tickets(${night.slug}, ${sql.json(lines)}, ${sql.json(customer)}, ${key}, 'bench', 1980, ${key})`
  }
  const tenth = (index: number) => nights[index % nights.length] ?? hot
  return [
    { name: 'bare update, one hot row', key: 'bare_hot', loads: [], call: () => bare(hot) },
    { name: 'hold_tickets, one hot type', key: 'hold_hot', loads: [], call: () => hold(hot) },
    { name: 'bare update, ten rows', key: 'bare_ten', loads: [], call: (i) => bare(tenth(i)) },
    { name: 'hold_tickets, ten types', key: 'hold_ten', loads: [], call: (i) => hold(tenth(i)) },
  ]
}

const readKinds = (sql: Sql, hot: BenchNight): Kind[] => [
  {
    name: 'bare select of event and types by index',
    key: 'bare_read',
    loads: [],
    call: () => sql`select e.*, t.* from public.events e join public.ticket_types t on t.event_id = e.id
      where e.slug = ${hot.slug}`,
  },
  {
    name: 'event_availability',
    key: 'availability',
    loads: [],
    call: () => sql`select public.event_availability(${hot.slug})`,
  },
]

/** Interleaved, so that a slow moment of the machine affects all of them. */
async function runRounds(kinds: readonly Kind[], onProgress: (line: string) => void) {
  const run = (kind: Kind, durationMs: number) =>
    runLoad({ inFlight: CONNECTIONS, durationMs, call: kind.call })
  for (const kind of kinds) await run(kind, WARM_UP_MS)
  for (let round = 1; round <= ROUNDS; round += 1) {
    onProgress(`Orders: round ${round} of ${ROUNDS}`)
    for (const kind of kinds) kind.loads.push(await run(kind, ROUND_MS))
  }
}

function tableOf(kinds: readonly Kind[], count: number): Table {
  const rate = (kind: Kind) => median(kind.loads.map((load) => load.perSecond))
  // Each kind is compared with the bare one before it.
  const rows = kinds.map((kind, index) => {
    const bare = kinds[index - (index % 2)] ?? kind
    return { kind, perSecond: rate(kind), share: rate(kind) / rate(bare) }
  })
  return {
    title: `With ${count.toLocaleString('en')} unpaid orders of the hot type, straight to Postgres`,
    columns: ['', 'per second', 'of the bare', 'median', 'p95', 'p99'],
    rows: rows.map(({ kind, perSecond: value, share }) => {
      const latencies = kind.loads.flatMap((load) => load.latenciesMs)
      const shares = [0.5, 0.95, 0.99].map((at) => ms(percentile(latencies, at)))
      return [kind.name, perSecond(value), `${Math.round(100 * share)} %`, ...shares]
    }),
    notes: [
      `${CONNECTIONS} connections, median of ${ROUNDS} rounds of ${ROUND_MS / 1000} s each, in turns; fsync and synchronous_commit on`,
      'aim: holds on one hot type ≥ 45 % of the bare update, and all the same with 1,000 orders as with 200,000',
    ],
    figures: Object.fromEntries(
      rows.flatMap(({ kind, perSecond: value, share }) => [
        [`${kind.key}_per_second`, value],
        [`${kind.key}_share`, share],
      ]),
    ),
  }
}

async function sweep(sql: Sql, hot: BenchNight): Promise<Table> {
  await sql`
    update public.orders set hold_expires_at = now() - interval '1 second'
    where id in (select id from public.orders where event_id = ${hot.eventId} and status = 'pending' limit ${LAPSED})`
  const startedMs = performance.now()
  const [row] = await sql<{ swept: number }[]>`select public.sweep_holds(${LAPSED}) as swept`
  const tookMs = performance.now() - startedMs
  return {
    title: `Sweeping ${LAPSED.toLocaleString('en')} lapsed holds`,
    columns: ['', 'orders', 'time'],
    rows: [['sweep_holds', String(row?.swept), ms(tookMs)]],
    notes: ['one call, among 200,000 orders and those that the rounds made; aim: under 5 s'],
    figures: { swept: row?.swept ?? 0, sweep_ms: tookMs },
  }
}
