// The back office with 200,000 orders: list, search, an order's page, takings and export, in SQL and in the browser.
import { type Stack, startStack } from '@maguey/local-stack/start-stack'
import postgres, { type ReservedSql, type Sql } from 'postgres'
import { type BenchNight, createBenchNight } from './bench-night.ts'
import { median, ms, percentile, type Table } from './figures.ts'
import { fillSales, nameOf } from './fill-sales.ts'
import { makeBenchFolder } from './make-bench-folder.ts'
import { openOfficePage } from './office-page.ts'

const NIGHTS = 10
const ORDERS_PER_NIGHT = 20_000
const ROUNDS = 30
const PAGE_ROUNDS = 5
const CPU_SLOWDOWN = 4

export async function measure(onProgress: (line: string) => void): Promise<Table[]> {
  const folder = await makeBenchFolder()
  const stack = await startStack({
    dataDir: folder.path,
    seed: false,
    workerLoop: false,
    onProgress,
  })
  try {
    const nights = await fill(stack.sql, onProgress)
    const sample = await sampleOf(stack.sql, nights)
    const sqlTable = await inSql(stack, sample, onProgress)
    // Printed at once, so that an interrupted run isn't wasted.
    onProgress(`${sqlTable.title}: ${JSON.stringify(sqlTable.figures)}`)
    return [sqlTable, await inBrowser(stack, sample, onProgress)]
  } finally {
    await stack.stop()
    await folder.remove()
  }
}

async function fill(sql: Sql, onProgress: (line: string) => void): Promise<BenchNight[]> {
  const nights: BenchNight[] = []
  for (let n = 0; n < NIGHTS; n += 1) {
    const night = await createBenchNight(sql, `Bench Night ${n}`, `N${n}`)
    nights.push(night)
    await fillSales(sql, night, ORDERS_PER_NIGHT)
    onProgress(`Back office: ${((n + 1) * ORDERS_PER_NIGHT).toLocaleString('en')} orders there`)
  }
  await sql`
    insert into public.balance_reading (read_until, next_at) values (now(), now() + interval '1 day')
    on conflict (only_row) do update set read_until = now(), next_at = excluded.next_at`
  onProgress('Back office: vacuum and analyze')
  await sql`vacuum analyze`
  return nights
}

type Sample = {
  readonly night: BenchNight
  readonly orderId: string
  readonly number: string
  readonly email: string
  /** Of one customer in hundreds. */
  readonly name: string
  readonly deepCursor: string
}

async function sampleOf(sql: Sql, nights: readonly BenchNight[]): Promise<Sample> {
  const night = nights[0]
  if (night === undefined) throw new Error('no night')
  const [order] = await sql<{ id: string; number: string; customer_email: string }[]>`
    select id, number, customer_email from public.orders where event_id = ${night.eventId} and customer_email = ${`${night.slug}777@example.com`}`
  // Halfway down all orders.
  const [deep] = await sql<{ cursor: string }[]>`
    select to_json(o.created_at) #>> '{}' || ' ' || o.id as cursor from public.orders o
    order by o.created_at desc, o.id desc offset ${(NIGHTS * ORDERS_PER_NIGHT) / 2} limit 1`
  if (order === undefined || deep === undefined) throw new Error('no order')
  return {
    night,
    orderId: order.id,
    number: order.number,
    email: order.customer_email,
    name: nameOf(777),
    deepCursor: deep.cursor,
  }
}

type Kind = {
  name: string
  key: string
  call: (sql: ReservedSql) => Promise<unknown>
  took: number[]
}

function kindsOf({ night, orderId, number, email, name, deepCursor }: Sample): Kind[] {
  const kind = (key: string, title: string, call: Kind['call']): Kind => ({
    key,
    name: title,
    call,
    took: [],
  })
  return [
    kind(
      'bare',
      'bare select of one order by its number',
      (on) => on`select id, status, total_amount from public.orders where number = ${number}`,
    ),
    kind('list', 'find_orders: the newest 50', (on) => on`select public.find_orders()`),
    kind(
      'list_deep',
      'find_orders: 50 from the middle of 200,000',
      (on) => on`select public.find_orders(p_before => ${deepCursor})`,
    ),
    kind(
      'list_night',
      'find_orders: the newest 50 of a night',
      (on) => on`select public.find_orders(p_event_id => ${night.eventId})`,
    ),
    kind(
      'search_number',
      'find_orders: by order number',
      (on) => on`select public.find_orders(${number})`,
    ),
    kind('search_email', 'find_orders: by e-mail', (on) => on`select public.find_orders(${email})`),
    kind(
      'search_card',
      'find_orders: by the card’s last four',
      (on) => on`select public.find_orders('0777')`,
    ),
    kind('search_name', 'find_orders: by a name', (on) => on`select public.find_orders(${name})`),
    kind(
      'search_common',
      'find_orders: by a name that thousands have',
      (on) => on`select public.find_orders('garcia')`,
    ),
    kind(
      'order',
      'manager_order: one order’s page',
      (on) => on`select public.manager_order(${orderId})`,
    ),
    kind(
      'takings',
      'night_takings: a night of 20,000 orders, with its balance',
      (on) => on`select public.night_takings(${night.eventId})`,
    ),
    kind('takings_list', 'takings_list: all ten nights', (on) => on`select public.takings_list()`),
    kind(
      'export',
      'export_rows: 1,000 orders',
      (on) => on`select public.export_rows('orders', ${night.eventId})`,
    ),
  ]
}

/** As PostgREST calls it: in the manager's name, one connection. The bare read is a row by its unique index. */
async function inSql(
  stack: Stack,
  sample: Sample,
  onProgress: (line: string) => void,
): Promise<Table> {
  const [staff] = await stack.sql<
    { id: string }[]
  >`select user_id as id from public.staff_members limit 1`
  const claims = JSON.stringify({ sub: staff?.id, role: 'authenticated' })
  const pool = postgres(stack.info.databaseUrl, { max: 1, onnotice() {} })
  const sql = await pool.reserve()
  const kinds = kindsOf(sample)
  try {
    await sql`
      select set_config('request.jwt.claims', ${claims}, false),
        set_config('request.jwt.claim.sub', ${staff?.id ?? ''}, false)`
    await sql`set role authenticated`
    for (let round = 0; round <= ROUNDS; round += 1) {
      if (round % 10 === 0) onProgress(`Back office: SQL round ${round} of ${ROUNDS}`)
      for (const one of kinds) {
        const startedMs = performance.now()
        await one.call(sql)
        // The first round warms up.
        if (round > 0) one.took.push(performance.now() - startedMs)
      }
    }
  } finally {
    sql.release()
    await pool.end({ timeout: 5 })
  }
  return tableOf(kinds)
}

function tableOf(kinds: readonly Kind[]): Table {
  const bare = median(kinds[0]?.took ?? [])
  return {
    title: 'The back office with 200,000 orders, straight to Postgres',
    columns: ['', 'median', 'p95', 'of the bare read'],
    rows: kinds.map(({ name: title, took }) => [
      title,
      ms(median(took)),
      ms(percentile(took, 0.95)),
      `${(median(took) / bare).toFixed(1)} ×`,
    ]),
    notes: [
      `one connection, ${ROUNDS} rounds in turns, in the manager’s name`,
      'aim: list, search and an order’s page ≤ 20 ms; a night’s takings ≤ 1 s',
    ],
    figures: Object.fromEntries(
      kinds.flatMap(({ key, took }) => [
        [`${key}_ms`, median(took)],
        [`${key}_p95_ms`, percentile(took, 0.95)],
      ]),
    ),
  }
}

const megabytes = (bytes: number) => (bytes / 1e6).toFixed(1)

async function inBrowser(
  stack: Stack,
  { orderId, number, email }: Sample,
  onProgress: (line: string) => void,
): Promise<Table> {
  const page = await openOfficePage(stack, CPU_SLOWDOWN)
  const steps: { name: string; key: string; took: number[] }[] = []
  const repeat = async (key: string, name: string, work: () => Promise<number>) => {
    onProgress(`Back office: ${name}`)
    const took: number[] = []
    for (let round = 0; round < PAGE_ROUNDS; round += 1) took.push(await work())
    steps.push({ key, name, took })
  }
  try {
    await repeat('page_list', 'the list opened, first rows shown', page.list)
    await repeat('page_search_number', 'an order number typed, its row shown', () =>
      page.search(number, number),
    )
    await repeat('page_search_email', 'an e-mail typed, its row shown', () =>
      page.search(email, email),
    )
    await repeat('page_order', 'an order’s page opened', () => page.order(orderId, number))
    await repeat('page_takings', 'the takings of 20,000 orders opened', page.takings)
    const file = await page.exportOrders()
    steps.push({
      key: 'page_export',
      name: `20,000 orders exported (${megabytes(file.bytes)} MB; the page grew by ${megabytes(file.grewBytes)} MB)`,
      took: [file.tookMs],
    })
  } finally {
    await page.close()
  }
  return {
    title: 'The same in the browser',
    columns: ['', 'median', 'slowest'],
    rows: steps.map(({ name, took }) => [name, ms(median(took)), ms(Math.max(...took))]),
    notes: [
      `Chromium, CPU slowed down ${CPU_SLOWDOWN} ×, ${PAGE_ROUNDS} times each (the export once), from navigation or last key to the row on the screen`,
    ],
    figures: Object.fromEntries(steps.map(({ key, took }) => [`${key}_ms`, median(took)])),
  }
}
