// The merge rule in SQL is the one of ticket-core: on the shared vectors, and on random histories in random batches.
import { readFileSync } from 'node:fs'
import { type MergeScan, mergedTime, reconcile } from '@maguey/ticket-core/reconcile'
import { type ScanDirection, type ScanRecord, scanMoves } from '@maguey/ticket-core/scan-record'
import type { VerdictCode } from '@maguey/ticket-core/verdict'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { makeNight, makePhone, type Night, type Phone } from './support/make-night.ts'
import { newScanId, push, scanOf, TEN_MS, ticketRow } from './support/scan.ts'
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
    verdict: VerdictCode
    paired_at_ms: number | null
    received_at_ms: number | null
    uncounted: string | null
  }[]
  expected: {
    entry_id: string | null
    presence: string
    results: { id: string; result: string; first_scan_id: string | null }[]
  }
}

const vectors: Vector[] = JSON.parse(
  readFileSync(new URL('../vectors/reconcile.json', import.meta.url), 'utf8'),
).filter(({ scans }: Vector) => scans.every(isSureAndCounts))

/** Those that the tables can hold so far: of sure time, from a phone of this event. */
function isSureAndCounts(scan: Vector['scans'][number]): boolean {
  const bounded = scan.paired_at_ms !== null || scan.received_at_ms !== null
  return !bounded && scan.uncertainty_ms <= 60_000 && scan.uncounted === null
}

const db = testDatabase()
const nights = new Map<boolean, { night: Night; phone: Phone }>()

beforeAll(async () => {
  for (const reentry of [false, true]) {
    const night = await makeNight(db().sql, { reentry, vipCapacity: 5000, venueCapacity: 5000 })
    nights.set(reentry, { night, phone: await makePhone(db().sql, night) })
  }
})

const placeOf = (reentry: boolean) => {
  const place = nights.get(reentry)
  if (!place) throw new Error('no night')
  return place
}

async function newTicket(night: Night): Promise<string> {
  const [ticketId] = await buy(db().sql, night, { lines: [{ ticket_type: 'VIP', quantity: 1 }] })
  return String(ticketId)
}

/** What the tables say of a ticket, in the shape of ticket-core's answer. */
async function merged(ticketId: string) {
  const ticket = await ticketRow(db().sql, ticketId)
  const scans = await db()
    .sql`select id, result, first_scan_id from public.scans where ticket_id = ${ticketId}`
  return {
    entryId: ticket?.entry_scan_id ?? null,
    presence: ticket?.presence,
    results: new Map(
      scans.map((scan) => [scan.id, { result: scan.result, firstScanId: scan.first_scan_id }]),
    ),
  }
}

describe('the merge in SQL', () => {
  // Vectors use fixed scan ids, which are taken after their first use: each gets ids of its own in the same order.
  it.each(vectors.map((vector) => [vector.name, vector] as const))(
    'agrees with the vector: %s',
    async (_name, vector) => {
      const { night, phone } = placeOf(vector.reentry)
      const ticketId = await newTicket(night)
      const given = [...new Set(vector.scans.map((scan) => scan.id))].sort()
      const fresh = given.map(() => newScanId()).sort()
      const own = (id: string) => fresh[given.indexOf(id)] ?? ''
      await push(
        db().sql,
        phone,
        vector.scans.map((scan) =>
          scanOf(night, ticketId, {
            id: own(scan.id),
            scanned_at: scan.scanned_at_ms,
            clock_uncertainty_ms: scan.uncertainty_ms,
            direction: scan.direction,
            verdict: scan.verdict,
          }),
        ),
      )
      expect(await merged(ticketId)).toEqual({
        entryId: vector.expected.entry_id && own(vector.expected.entry_id),
        presence: vector.expected.presence,
        results: new Map(
          vector.expected.results.map((result) => [
            own(result.id),
            {
              result: result.result,
              firstScanId: result.first_scan_id && own(result.first_scan_id),
            },
          ]),
        ),
      })
    },
  )

  it('agrees with ticket-core on random histories, however they are ordered, repeated and split', async () => {
    const step = fc.record({
      // Few instants, so that ties are common.
      minute: fc.integer({ min: 0, max: 6 }),
      verdict: fc.constantFrom<VerdictCode[]>(
        ...(['admit', 'admit', 'readmit', 'override', 'admit_unsynced'] as const),
        ...(['exit', 'exit', 'already_used', 'forged'] as const),
      ),
      direction: fc.constantFrom<ScanDirection[]>('in', 'in', 'out'),
      repeats: fc.integer({ min: 1, max: 2 }),
      batch: fc.integer({ min: 0, max: 3 }),
    })
    await fc.assert(
      fc.asyncProperty(
        fc.boolean(),
        fc.array(step, { minLength: 1, maxLength: 9 }),
        async (reentry, steps) => {
          const { night, phone } = placeOf(reentry)
          const ticketId = await newTicket(night)
          const scans = steps.map(({ minute, verdict, direction }) =>
            scanOf(night, ticketId, { scanned_at: TEN_MS + minute * 60_000, verdict, direction }),
          )
          for (const batch of [0, 1, 2, 3]) {
            const sent = scans.flatMap((scan, i) =>
              steps[i]?.batch === batch ? Array<ScanRecord>(steps[i].repeats).fill(scan) : [],
            )
            if (sent.length > 0) await push(db().sql, phone, sent)
          }
          const { entryId, presence, results } = reconcile(scans.map(asMergeScan), { reentry })
          expect(await merged(ticketId)).toEqual({
            entryId,
            presence,
            results: new Map(
              [...results].map(([id, { result, firstScanId }]) => [id, { result, firstScanId }]),
            ),
          })
        },
      ),
      { numRuns: 120 },
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

function asMergeScan(scan: ScanRecord): MergeScan {
  const { scanned_at: scannedAtMs, clock_uncertainty_ms: uncertaintyMs } = scan
  return {
    id: scan.id,
    uncertaintyMs,
    ...mergedTime({ scannedAtMs, uncertaintyMs }, { pairedAtMs: null, receivedAtMs: null }),
    moves: scanMoves(scan.verdict, scan.direction),
    uncounted: null,
  }
}
