// Pushing scans beside a plain insert of as many rows, the manager's live view as the night fills, and how long
// another phone takes to hear of a scan.
import { randomBytes, randomInt } from 'node:crypto'
import { openDatabase } from '@maguey/local-stack/database/open-database'
import { generateTicketId } from '@maguey/ticket-core/ticket-id'
import postgres, { type JSONValue, type Sql } from 'postgres'
import { type BenchNight, createBenchNight } from './bench-night.ts'
import { type BenchPhone, callAs, createBenchPhone, pushScans, scanOf } from './bench-phone.ts'
import { median, ms, percentile, perSecond, type Table } from './figures.ts'
import { makeBenchFolder } from './make-bench-folder.ts'
import { measureNudges } from './nudges.ts'
import { measureOtherScreen } from './other-screen.ts'

const BATCH = 500
const FEW = 1000
const MANY = 100_000
/** How many of the last pushes are timed, beside as many plain inserts. */
const TIMED = 30
const LOOKS = 60
const NIGHT_MINUTES = 300

type Place = { readonly sql: Sql; readonly night: BenchNight; readonly phone: BenchPhone }

export async function measure(onProgress: (line: string) => void): Promise<Table[]> {
  const tables = await measureDatabase(onProgress)
  onProgress('Scans: two phones')
  return [...tables, await measureOtherScreen(onProgress)]
}

/** Opens a database of its own, with the crash safety of a real one, and removes it afterwards. */
async function measureDatabase(onProgress: (line: string) => void): Promise<Table[]> {
  const folder = await makeBenchFolder()
  const database = await openDatabase({ dataDir: folder.path, throwAway: false, onProgress })
  const sql = postgres(database.url, { max: 1, onnotice() {} })
  try {
    const quiet = await openNight(sql, 'Bench Quiet', 'BQ')
    const place = await openNight(sql, 'Bench Scans', 'BS')
    onProgress(`Scans: writing ${MANY + BATCH} tickets`)
    const few = await insertTickets(sql, quiet.night, FEW)
    const tickets = await insertTickets(sql, place.night, MANY + BATCH)
    onProgress(`Scans: pushing ${MANY}`)
    await pushAll(quiet, few)
    await pushAll(place, tickets.slice(0, MANY - 2 * TIMED * BATCH))
    const pushes = await timePushes(place, tickets.slice(MANY - 2 * TIMED * BATCH, MANY))
    onProgress('Scans: looking')
    const looks = await lookAtBoth(quiet, place)
    onProgress('Scans: listening')
    const nudges = await measureNudges(database.sql, place, tickets.slice(MANY))
    return [describePushes(pushes), describeLooks(looks.few, looks.many), nudges]
  } finally {
    await sql.end({ timeout: 5 })
    await database.close()
    await folder.remove()
  }
}

async function openNight(sql: Sql, name: string, code: string): Promise<Place> {
  const night = await createBenchNight(sql, name, code)
  return { sql, night, phone: await createBenchPhone(sql, night) }
}

/** @returns the ids in the order in which their guests come, which is not that of the sales */
async function insertTickets(sql: Sql, night: BenchNight, count: number): Promise<string[]> {
  const ids = Array.from({ length: count }, () => generateTicketId({ ...night, randomBytes }))
  for (let at = 0; at < count; at += 5000) {
    await sql`
      insert into public.tickets (ticket_id, event_id, event_name, ticket_type_id, ticket_type, qr_code_data)
      select i.id, ${night.eventId}, ${night.eventName}, ${night.typeId}, 'General', i.id
      from unnest(${ids.slice(at, at + 5000)}::text[]) i (id)`
  }
  // In reality the planner has its statistics long before doors open.
  await sql`analyze`
  const order = new Map(ids.map((id) => [id, randomInt(2 ** 32)]))
  return ids.sort((a, b) => Number(order.get(a)) - Number(order.get(b)))
}

/** Spread over the minutes of the night, as guests are. */
const scansOf = (place: Place, tickets: readonly string[]) =>
  tickets.map((ticket, n) =>
    scanOf(place.night, ticket, Date.now() - ((n * 7919) % NIGHT_MINUTES) * 60_000),
  )

async function pushAll(place: Place, tickets: readonly string[]): Promise<void> {
  for (let at = 0; at < tickets.length; at += BATCH) {
    const scans = scansOf(place, tickets.slice(at, at + BATCH))
    await callAs(place.sql, place.phone.userId, (tx) => pushScans(tx, scans))
  }
}

type Scan = ReturnType<typeof scanOf>
type Pushes = {
  readonly pushMs: number[]
  readonly insertMs: number[]
  readonly writesMs: number[]
}

/** Interleaved, so that a slow moment of the machine affects both; whole transactions. */
async function timePushes(place: Place, tickets: readonly string[]): Promise<Pushes> {
  const { sql, phone } = place
  await sql.unsafe(`
    create schema bench;
    create table bench.scans (like public.scans including all,
      foreign key (event_id) references public.events (id), foreign key (device_id) references public.devices (id),
      foreign key (gate_id) references public.gates (id))`)
  const pushes: Pushes = { pushMs: [], insertMs: [], writesMs: [] }
  const rowsOf = (scans: readonly Scan[]) =>
    scans.map((scan) => ({
      ...scan,
      ...{ device_id: phone.deviceId, result: 'entry' },
      ...{ from_revoked: false, after_revocation: false },
      ...{ scanned_at: new Date(scan.scanned_at), device_time: new Date(scan.device_time) },
      ...{ merged_at: new Date(scan.scanned_at), merged_uncertainty_ms: 20 },
      received_at: new Date(),
    }))
  for (let at = 0; at < tickets.length; at += 2 * BATCH) {
    const scans = scansOf(place, tickets.slice(at, at + BATCH))
    const rows = rowsOf(scans)
    const written = rowsOf(scansOf(place, tickets.slice(at + BATCH, at + 2 * BATCH)))
    pushes.pushMs.push(await timed(() => callAs(sql, phone.userId, (tx) => pushScans(tx, scans))))
    pushes.insertMs.push(
      await timed(() =>
        sql.begin(
          (tx) => tx`
          insert into bench.scans
          select r.* from jsonb_populate_recordset(null::bench.scans, ${tx.json(rows)}) r`,
        ),
      ),
    )
    pushes.writesMs.push(await timed(() => writeOutright(sql, written)))
  }
  return pushes
}

/** What a push of these scans leaves behind, with its triggers, but nothing read, locked, merged or answered. */
const writeOutright = (sql: Sql, rows: readonly JSONValue[]) =>
  sql.begin(async (tx) => {
    await tx`
      insert into public.scans
      select r.* from jsonb_populate_recordset(null::public.scans, ${tx.json(rows)}) r`
    await tx`
      update public.tickets t set entry_scan_id = r.id, entered_at = r.merged_at, moved_at = r.merged_at, presence = 'inside',
        changed_xid = pg_current_xact_id(), revision = t.revision + 1
      from jsonb_populate_recordset(null::public.scans, ${tx.json(rows)}) r where t.ticket_id = r.ticket_id`
  })

/** In turns, so that a slow moment of the machine affects both. */
async function lookAtBoth(quiet: Place, full: Place): Promise<{ few: number[]; many: number[] }> {
  // As autovacuum does within minutes.
  await full.sql`vacuum analyze`
  const look = ({ sql, night, phone }: Place) =>
    callAs(sql, phone.managerId, (tx) => tx`select public.event_live(${night.eventId})`)
  const [few, many]: [number[], number[]] = [[], []]
  for (let nth = -10; nth < LOOKS; nth += 1) {
    const fewMs = await timed(() => look(quiet))
    const manyMs = await timed(() => look(full))
    if (nth < 0) continue
    few.push(fewMs)
    many.push(manyMs)
  }
  return { few, many }
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await work()
  return performance.now() - began
}

function describePushes({ pushMs, insertMs, writesMs }: Pushes): Table {
  const rate = (times: readonly number[]) => (BATCH * 1000) / median(times)
  const shareOf = (times: readonly number[]) => (100 * rate(times)) / rate(insertMs)
  const share = shareOf(pushMs)
  const row = (name: string, times: readonly number[], of: string) => [
    name,
    perSecond(rate(times)),
    of,
    ...[0.5, 0.95].map((at) => ms(percentile(times, at))),
  ]
  return {
    title: `Scans into the database, batches of ${BATCH}`,
    columns: ['', 'per second', 'of the insert', 'median', 'p95'],
    rows: [
      row('plain multi-row insert', insertMs, '100 %'),
      row('the same writes outright', writesMs, `${shareOf(writesMs).toFixed(0)} %`),
      row('scanner_push', pushMs, `${share.toFixed(0)} %`),
    ],
    notes: [
      `one connection, whole transactions, medians of ${TIMED} each, in turns, with ${MANY.toLocaleString('en')} scans there`,
      'the insert takes the same JSON into a table with the same columns, checks, indexes and foreign keys, and merges nothing',
      'outright: the scans and their tickets with the triggers of both, as a push leaves them, but nothing is read, locked, merged or answered',
    ],
    figures: {
      push_per_second: rate(pushMs),
      insert_per_second: rate(insertMs),
      push_share_of_insert_percent: share,
      writes_share_of_insert_percent: shareOf(writesMs),
    },
  }
}

function describeLooks(few: readonly number[], many: readonly number[]): Table {
  const row = (name: string, times: readonly number[]) => [
    name,
    ...[0.5, 0.95].map((at) => ms(percentile(times, at))),
  ]
  return {
    title: 'The manager looks at the night (event_live)',
    columns: ['scans so far', 'median', 'p95'],
    rows: [row(FEW.toLocaleString('en'), few), row(MANY.toLocaleString('en'), many)],
    notes: [
      `${LOOKS} looks at each night, in turns; ${(median(many) / median(few)).toFixed(2)} times as long`,
    ],
    figures: {
      live_few_ms: median(few),
      live_many_ms: median(many),
      live_many_over_few: median(many) / median(few),
    },
  }
}
