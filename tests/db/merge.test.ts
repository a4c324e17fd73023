// The merge rule in SQL equals ticket-core's: on the shared vectors, and on random histories in random batches.
import { readFileSync } from 'node:fs'
import { type MergeScan, mergedTime, reconcile } from '@maguey/ticket-core/reconcile'
import { type ScanDirection, type ScanRecord, scanMoves } from '@maguey/ticket-core/scan-record'
import type { ScanCode } from '@maguey/ticket-core/verdict'
import type { PushOutcome } from '@maguey/wire/scanner-push'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { makeNight, makePhone, type Night, type Phone } from './support/make-night.ts'
import { newScanId, push, scanOf, TEN_MS } from './support/scan.ts'
import { buy } from './support/sell.ts'
import { testDatabase } from './support/test-database.ts'

type Vector = {
  name: string
  reentry: boolean
  scans: {
    id: string
    scanned_at_ms: number
    uncertainty_ms: number
    direction: ScanDirection
    verdict: ScanCode
    paired_at_ms: number | null
    received_at_ms: number | null
    uncounted: string | null
    refers_to: string | null
    by: string
  }[]
  expected: {
    entry_id: string | null
    presence: string
    moved_at_ms: number | null
    results: {
      id: string
      at_ms: number
      unsure: boolean
      result: string
      first_scan_id: string | null
      certain: boolean
    }[]
  }
}

const vectors: Vector[] = JSON.parse(
  readFileSync(new URL('../vectors/reconcile.json', import.meta.url), 'utf8'),
)

const db = testDatabase()
type Place = { night: Night; elsewhere: Night; phone: Phone; revoked: Phone; pairedAtMs: number }
const places = new Map<boolean, Place>()
const REVOKED_AT_MS = TEN_MS + 3.5 * 60_000

beforeAll(async () => {
  const { sql } = db()
  for (const reentry of [false, true]) {
    const night = await makeNight(sql, { reentry, vipCapacity: 5000, venueCapacity: 5000 })
    const elsewhere = await makeNight(sql)
    const phone = await makePhone(sql, night)
    const revoked = await makePhone(sql, night)
    // Both phones get the same pairing time, since the vectors assume one lower bound.
    await sql`update public.devices set paired_at = ${new Date(TEN_MS - 3_600_000)}
      where id in ${sql([phone.deviceId, revoked.deviceId])}`
    await sql`update public.devices set revoked_at = ${new Date(REVOKED_AT_MS)} where id = ${revoked.deviceId}`
    await sql`insert into public.device_events (device_id, event_id) values (${phone.deviceId}, ${elsewhere.eventId})`
    places.set(reentry, { night, elsewhere, phone, revoked, pairedAtMs: TEN_MS - 3_600_000 })
  }
})

const placeOf = (reentry: boolean) => {
  const place = places.get(reentry)
  if (!place) throw new Error('no night')
  return place
}

async function newTicket(night: Night): Promise<string> {
  const [ticketId] = await buy(db().sql, night, { lines: [{ ticket_type: 'VIP', quantity: 1 }] })
  return String(ticketId)
}

/** What the tables say about a ticket, in the format of ticket-core's answer. */
async function merged(ticketId: string) {
  const [ticket] = await db().sql`
    select entry_scan_id, presence, internal.to_ms(moved_at)::text as moved_at from public.tickets where ticket_id = ${ticketId}`
  const scans = await db().sql`
    select id, result, first_scan_id, internal.to_ms(merged_at)::text as at, internal.is_unsure(merged_uncertainty_ms) as unsure
    from public.scans where ticket_id = ${ticketId}`
  return {
    entryId: ticket?.entry_scan_id ?? null,
    presence: ticket?.presence,
    movedAtMs: ticket?.moved_at == null ? null : Number(ticket.moved_at),
    results: new Map(
      scans.map(({ id, result, first_scan_id: firstScanId, at, unsure }) => [
        id,
        { result, firstScanId, atMs: Number(at), unsure },
      ]),
    ),
  }
}

describe('the merge in SQL', () => {
  // Vectors use fixed scan ids, which are taken after their first use: each run gets new ids in the same order.
  it.each(vectors.map((vector) => [vector.name, vector] as const))(
    'agrees with the vector: %s',
    async (_name, vector) => {
      const { night, elsewhere, phone, revoked } = placeOf(vector.reentry)
      const ticketId = await newTicket(night)
      const given = [...new Set(vector.scans.map((scan) => scan.id))].sort()
      const fresh = given.map(() => newScanId()).sort()
      const own = (id: string) => fresh[given.indexOf(id)] ?? ''
      const times = new Map(vector.expected.results.map((result) => [result.id, result]))
      const first = new Map(vector.scans.map((scan) => [scan.id, scan]))
      const rows = [...first.values()].map((scan) => {
        const { at_ms: atMs = 0, unsure = false } = times.get(scan.id) ?? {}
        return {
          ...scanOf(night, ticketId, { direction: scan.direction, verdict: scan.verdict }),
          id: own(scan.id),
          refers_to: scan.refers_to && (own(scan.refers_to) || newScanId()),
          event_id: scan.uncounted === 'other_event' ? elsewhere.eventId : night.eventId,
          device_id: scan.by === 'two' ? revoked.deviceId : phone.deviceId,
          ...{ scanned_at: new Date(atMs), device_time: new Date(atMs), merged_at: new Date(atMs) },
          merged_uncertainty_ms: Math.max(scan.uncertainty_ms, unsure ? 60_001 : 0),
          after_revocation: scan.uncounted === 'after_revocation',
          ...{ from_revoked: false, received_at: new Date(), result: 'unknown_ticket' },
        }
      })
      await db().sql`
        select internal.merge_tickets(${[ticketId]},
          array(select s from jsonb_populate_recordset(null::public.scans, ${db().sql.json(rows)}) s))`
      const expected = vector.expected
      expect(await merged(ticketId)).toEqual({
        entryId: expected.entry_id && own(expected.entry_id),
        presence: expected.presence,
        movedAtMs: expected.moved_at_ms,
        results: new Map(
          expected.results.map(({ id, result, first_scan_id: repeats, at_ms: atMs, unsure }) => [
            own(id),
            { result, firstScanId: repeats && own(repeats), atMs, unsure },
          ]),
        ),
      })
    },
  )

  it('agrees with ticket-core on random histories, however they are ordered, repeated and split, whatever the clocks say', async () => {
    const step = fc.record({
      // Few distinct instants, so that ties are common; two of them are impossible times.
      minute: fc.constantFrom(0, 1, 2, 3, 4, 5, 6, -120, 600),
      uncertaintyMs: fc.constantFrom(0, 0, 40, 30_000, 60_000, 60_001, 7_200_000),
      verdict: fc.constantFrom<ScanCode[]>(
        ...(['admit', 'admit', 'readmit', 'override', 'admit_unsynced', 'let_in'] as const),
        ...(['exit', 'exit', 'already_used', 'forged', 'turned_away'] as const),
        ...(['undo', 'undo', 'undo', 'undo'] as const),
      ),
      // Which of the history's scans an answer refers to, made before it or after.
      to: fc.nat(8),
      direction: fc.constantFrom<ScanDirection[]>('in', 'in', 'out'),
      from: fc.constantFrom('phone', 'phone', 'phone', 'revoked', 'elsewhere'),
      repeats: fc.integer({ min: 1, max: 2 }),
      batch: fc.integer({ min: 0, max: 3 }),
    })
    await fc.assert(
      fc.asyncProperty(
        fc.boolean(),
        fc.array(step, { minLength: 1, maxLength: 9 }),
        async (reentry, steps) => {
          const place = placeOf(reentry)
          const ticketId = await newTicket(place.night)
          const ids = steps.map(() => newScanId())
          const scans = steps.map(
            ({ minute, verdict, direction, uncertaintyMs, from, to }, nth) => ({
              fromRevoked: from === 'revoked',
              scan: scanOf(place.night, ticketId, {
                event_id: from === 'elsewhere' ? place.elsewhere.eventId : place.night.eventId,
                ...{ verdict, direction, clock_uncertainty_ms: uncertaintyMs },
                ...{ id: ids[nth] ?? '', refers_to: ids[to % ids.length] ?? null, after_ms: 900 },
                scanned_at: TEN_MS + minute * 60_000,
              }),
            }),
          )
          for (const batch of [0, 1, 2, 3]) {
            await pushAll(
              place,
              scans.flatMap((item, i) =>
                steps[i]?.batch === batch ? Array(steps[i].repeats).fill(item) : [],
              ),
            )
          }
          const received = await db().sql`
            select id, internal.to_ms(received_at)::text as ms from public.scans where ticket_id = ${ticketId}`
          const receivedAtMs = new Map(received.map((row) => [row.id, Number(row.ms)]))
          const mergeScans = scans.map(({ scan, fromRevoked }) =>
            mergeScanOf(scan, {
              bounds: {
                pairedAtMs: place.pairedAtMs,
                receivedAtMs: receivedAtMs.get(scan.id) ?? null,
              },
              ...{ fromRevoked, elsewhere: scan.event_id === place.elsewhere.eventId },
            }),
          )
          const { results, ...state } = reconcile(mergeScans, { reentry })
          expect(await merged(ticketId)).toEqual({
            ...state,
            results: new Map(
              mergeScans.map(({ id, atMs, unsure }) => {
                const { result, firstScanId } = results.get(id) ?? {}
                return [id, { result, firstScanId, atMs, unsure }]
              }),
            ),
          })
          // Sent again, each gets its final result, and how certain that is.
          const told = await pushAll(place, scans)
          expect(new Map(told.map(({ id, result, certain }) => [id, { result, certain }]))).toEqual(
            new Map([...results].map(([id, { result, certain }]) => [id, { result, certain }])),
          )
        },
      ),
      { numRuns: 150 },
    )
  })

  it('writes nothing when nothing changes', async () => {
    const { night, phone } = placeOf(false)
    const ticketId = await newTicket(night)
    await push(db().sql, phone, [
      scanOf(night, ticketId),
      scanOf(night, ticketId, { scanned_at: TEN_MS + 1 }),
    ])
    const [row] = await db().sql`select internal.merge_tickets(${[ticketId]}) as changed`
    expect(row?.changed).toEqual([])
  })
})

type MadeScan = { readonly scan: ScanRecord; readonly fromRevoked: boolean }

/** Pushes each scan from the phone that made it. */
async function pushAll(place: Place, made: readonly MadeScan[]): Promise<PushOutcome[]> {
  const by = (fromRevoked: boolean) =>
    made.filter((item) => item.fromRevoked === fromRevoked).map(({ scan }) => scan)
  return [
    ...(await push(db().sql, place.phone, by(false))),
    ...(await push(db().sql, place.revoked, by(true))),
  ]
}

type Circumstances = {
  bounds: { pairedAtMs: number; receivedAtMs: number | null }
  fromRevoked: boolean
  elsewhere: boolean
}

function mergeScanOf(scan: ScanRecord, { bounds, ...from }: Circumstances): MergeScan {
  const { scanned_at: scannedAtMs, clock_uncertainty_ms: uncertaintyMs } = scan
  const time = mergedTime({ scannedAtMs, uncertaintyMs }, bounds)
  const moves = scanMoves(scan.verdict, scan.direction)
  const late = from.fromRevoked && time.atMs > REVOKED_AT_MS
  const elsewhere = from.elsewhere ? 'other_event' : null
  // A refusal stays one, whoever made it.
  const undoes = scan.verdict === 'undo' ? scan.refers_to : null
  const none = moves === null && undoes === null
  const uncounted = none ? null : late ? 'after_revocation' : elsewhere
  const by = from.fromRevoked ? 'revoked' : 'phone'
  return { id: scan.id, uncertaintyMs, ...time, moves, by, undoes, uncounted }
}
