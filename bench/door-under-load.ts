// The door under load: scans during the first pull, and sending a long queue.
import { randomBytes } from 'node:crypto'
import { createPairing } from '@maguey/local-stack/cli/create-pairing'
import type { Stack } from '@maguey/local-stack/start-stack'
import { parseQrText } from '@maguey/ticket-core/qr-text'
import { uuidV7 } from '@maguey/ticket-core/uuid-v7'
import type { JSONValue } from 'postgres'
import { type DoorPhone, openDoorPhone, type Put, type ScanTimes } from './door-phone.ts'
import { timesOf, timesRow } from './door-tables.ts'
import { perSecond, seconds, type Table } from './figures.ts'

/** The spent come first, which the other phone has sent; then the oldest: from here on the first guests are known. */
const EARLY_TICKETS = 11_000
const QUEUED = 5_000
const REFERENCE_PUTS = 40
const PAUSE_MS = 50
const MINUTES_OFFLINE = 180

const pause = () => new Promise((resolve) => setTimeout(resolve, PAUSE_MS))

async function linkFor(stack: Stack): Promise<string> {
  const pairing = await createPairing(stack)
  if (pairing === null) throw new Error('No night is on to pair a phone for.')
  return pairing.link
}

/** Uses a second phone, which scans its first guests before its list is complete. */
export async function measureScansDuringPull(
  stack: Stack,
  cpuSlowdown: number,
  texts: readonly string[],
): Promise<Table> {
  const phone = await openDoorPhone(cpuSlowdown)
  try {
    await phone.beginPairing(await linkFor(stack))
    while ((await phone.listed()) < EARLY_TICKETS) await pause()
    const scans: ScanTimes[] = []
    for (let nth = 0; Number.isFinite(await phone.listed()); nth += 1) {
      // Skips the guests that the other phone has let in: its first ones are 0, 1 and 625.
      const scan = await phone.scan(texts[nth + 2] ?? '')
      if (scan.verdict !== 'admit') throw new Error(`Expected admit, got ${scan.verdict}.`)
      scans.push(scan)
      await pause()
    }
    const puts: Put[] = []
    for (let nth = 0; nth < REFERENCE_PUTS; nth += 1) {
      puts.push(await phone.rawPut(`put-${nth}`))
      await pause()
    }
    return describeDuringPull(scans, puts)
  } finally {
    await phone.close()
  }
}

function describeDuringPull(scans: readonly ScanTimes[], puts: readonly Put[]): Table {
  const painted = scans.map(({ paintedMs }) => paintedMs)
  const reference = puts.map(({ paintedMs }) => paintedMs)
  const times = timesOf(painted, reference)
  return {
    title: 'Decoded text to painted verdict while the list is being pulled',
    columns: ['', 'n', 'median', 'p95', 'worst'],
    rows: [
      timesRow('verdict painted (second frame after it came)', painted),
      timesRow('reference, after the pull: raw put, strict, then two frames', reference),
    ],
    notes: [
      'from the first 5,000 tickets here to the whole list; all are first entries (admit)',
      `times the reference: median ${times.timesReferenceMedian.toFixed(2)}, p95 ${times.timesReferenceP95.toFixed(2)} (aim: ≤ 2)`,
    ],
    figures: { ...times, scans: scans.length },
  }
}

/** Sent by the phone that has scanned all evening, beside one insert of the same rows into an identical table. */
export async function measureQueue(
  stack: Stack,
  phone: DoorPhone,
  texts: readonly string[],
): Promise<Table> {
  const { sql } = stack
  const nowMs = Date.now()
  const queued = texts.slice(-QUEUED).map((text, nth) => {
    const scannedAtMs = nowMs - Math.round((MINUTES_OFFLINE * 60_000 * (QUEUED - nth)) / QUEUED)
    const id = uuidV7({ nowMs: scannedAtMs, randomBytes: (length) => randomBytes(length) })
    const qr = parseQrText(text)
    if (qr.kind === 'unreadable') throw new Error(`The bench made a bad ticket: ${qr.code}`)
    const { ticketId } = qr
    return { id, ticketId, verdict: 'admit' as const, scannedAtMs, deviceTimeMs: scannedAtMs }
  })
  // Backdated, as if it had been paired before the night.
  await sql`update public.devices set paired_at = now() - interval '1 day'`
  const tookMs = await phone.sendQueue(await linkFor(stack), queued)
  const ids = queued.map(({ id }) => id)
  const rows = await sql`select to_jsonb(s) as row from public.scans s where id = any(${ids})`
  if (rows.length !== QUEUED) throw new Error(`${rows.length} of ${QUEUED} scans arrived.`)
  const insertMs = await bulkInsert(
    stack,
    rows.map(({ row }) => row),
  )
  return {
    title: `${QUEUED.toLocaleString('en')} queued scans sent`,
    columns: ['', 'time', 'scans'],
    rows: [
      [
        'from the network back to nothing left to send',
        seconds(tookMs),
        perSecond((1_000 * QUEUED) / tookMs),
      ],
      [
        'reference: one insert of the same rows',
        seconds(insertMs),
        perSecond((1_000 * QUEUED) / insertMs),
      ],
    ],
    notes: [
      'the phone: requests over HTTP, merge, answers kept on its disk; each scan is on the server once',
      'the insert: same columns, checks, indexes and foreign keys, from JSON, straight on Postgres',
    ],
    figures: { sendMs: tookMs, insertMs, timesInsert: tookMs / insertMs },
  }
}

async function bulkInsert({ sql }: Stack, rows: readonly JSONValue[]): Promise<number> {
  await sql.unsafe(`
    create schema bench;
    create table bench.scans (like public.scans including all,
      foreign key (event_id) references public.events (id), foreign key (device_id) references public.devices (id))`)
  const startMs = performance.now()
  await sql`insert into bench.scans
    select r.* from jsonb_populate_recordset(null::bench.scans, ${sql.json(rows)}) r`
  return performance.now() - startMs
}
