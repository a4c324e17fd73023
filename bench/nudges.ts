// How soon the broadcast of a scan leaves the database, and how many broadcasts a rush at the doors causes.
import { setTimeout as sleep } from 'node:timers/promises'
import type { Sql } from 'postgres'
import type { BenchNight } from './bench-night.ts'
import { type BenchPhone, callAs, pushScans, scanOf } from './bench-phone.ts'
import { ms, percentile, type Table } from './figures.ts'

const SAMPLES = 40
const RUSH_SECONDS = 10
const SCANS_PER_SECOND = 15
const LISTENERS = 10

type Place = { readonly sql: Sql; readonly night: BenchNight; readonly phone: BenchPhone }

/** @param tickets unscanned ones, `SAMPLES` and those of the rush. @param listener a pool that may be listened on. */
export async function measureNudges(
  listener: Sql,
  place: Place,
  tickets: readonly string[],
): Promise<Table> {
  const heard = { count: 0, next: () => {} }
  const listening = await listener.listen('realtime_broadcast', () => {
    heard.count += 1
    heard.next()
  })
  const push = (ticket: string | undefined) =>
    callAs(place.sql, place.phone.userId, (tx) =>
      pushScans(tx, [scanOf(place.night, String(ticket), Date.now())]),
    )
  const tookMs: number[] = []
  for (const ticket of tickets.slice(0, SAMPLES)) {
    const began = performance.now()
    const arrived = new Promise<void>((resolve) => {
      heard.next = resolve
    })
    await push(ticket)
    await arrived
    tookMs.push(performance.now() - began)
    await sleep(300)
  }
  heard.count = 0
  const beganMs = Date.now()
  for (let n = 0; n < RUSH_SECONDS * SCANS_PER_SECOND; n += 1) {
    await push(tickets[SAMPLES + n])
    await sleep(Math.max(0, beganMs + ((n + 1) * 1000) / SCANS_PER_SECOND - Date.now()))
  }
  const broadcasts = heard.count / ((Date.now() - beganMs) / 1000)
  await listening.unlisten()
  return describe(tookMs, broadcasts)
}

function describe(tookMs: readonly number[], broadcasts: number): Table {
  const each = 1 + LISTENERS
  return {
    title: 'Nudges',
    columns: ['', 'median', 'p95'],
    rows: [['push → its broadcast', ms(percentile(tookMs, 0.5)), ms(percentile(tookMs, 0.95))]],
    notes: [
      `${SCANS_PER_SECOND} scans a second for ${RUSH_SECONDS} s, each pushed alone: ${broadcasts.toFixed(1)} broadcasts a second`,
      `with ${LISTENERS} listeners ${(broadcasts * each).toFixed(0)} messages a second, where one broadcast per push would make ${SCANS_PER_SECOND * each} and hosted Supabase's smallest plan allows 100`,
    ],
    figures: {
      nudge_median_ms: percentile(tookMs, 0.5),
      nudge_p95_ms: percentile(tookMs, 0.95),
      rush_broadcasts_per_second: broadcasts,
      rush_messages_per_second: broadcasts * each,
    },
  }
}
