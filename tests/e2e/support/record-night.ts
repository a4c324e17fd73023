// A night that is over, with everything that its record tells: three phones, one of them silent for an hour, double
// entries with a note, refusals, a revoked phone, people who left and came back.

import type { Stack } from '@maguey/local-stack/start-stack'
import type { ScanRecord } from '@maguey/ticket-core/scan-record'
import { callAs } from '../../db/support/act-as.ts'
import { makeManager, makeNight, makePhone, type Night } from '../../db/support/make-night.ts'
import { push, scanOf } from '../../db/support/scan.ts'
import { buy } from '../../db/support/sell.ts'

const MINUTE_MS = 60_000

/** Doors opened nine hours ago, and closed one hour ago. */
export async function makeRecordNight({ sql }: Stack, name: string): Promise<Night> {
  const night = await makeNight(sql, { name, reentry: true, venueCapacity: 60, doorsInHours: -9 })
  const [main, vip, spare] = await Promise.all([
    makePhone(sql, night, { name: 'Door 1', gateId: night.mainGate }),
    makePhone(sql, night, { name: 'VIP stairs', gateId: night.vipGate }),
    makePhone(sql, night, { name: 'Borrowed iPhone', gateId: night.mainGate }),
  ])
  const orders = await Promise.all(
    // Each by another customer: nobody may hold this many.
    Array.from({ length: 7 }, (_, index) =>
      buy(sql, night, {
        lines: [{ ticket_type: 'GA', quantity: 8 }],
        customer: { email: `guest-${index}@${night.slug}.example.com`, name: 'Rosa', locale: 'es' },
      }),
    ),
  )
  const tickets = orders.flat().map(String)
  const doorsMs = Math.floor(Date.now() / MINUTE_MS) * MINUTE_MS - 9 * 60 * MINUTE_MS
  const scan = (index: number, minute: number, change: Partial<ScanRecord> = {}) =>
    scanOf(night, String(tickets[index]), { scanned_at: doorsMs + minute * MINUTE_MS, ...change })
  const entries = tickets.map((_, index) => scan(index, 20 + index * 3))
  await push(sql, main, [
    ...entries.slice(0, 40),
    ...[3, 5, 8].map((index) => scan(index, 200 + index, { direction: 'out', verdict: 'exit' })),
    scan(3, 231, { verdict: 'readmit' }),
    ...[210, 214, 260].map((minute) => scan(1, minute, { verdict: 'already_used' })),
    scan(2, 215, { verdict: 'forged' }),
  ])
  const atVip = { gate_id: night.vipGate, offline: true }
  await push(sql, vip, [
    ...tickets.slice(40).map((_, index) => scan(40 + index, 140 + index * 3, atVip)),
    scan(1, 170, atVip),
    scan(44, 200, { ...atVip, verdict: 'wrong_gate' }),
  ])
  await callAs(sql, await makeManager(sql), 'revoke_device($1)', spare.deviceId)
  // Heard in time, but for the VIP phone: an hour late.
  await sql`
    update public.scans set received_at = case when device_id = ${vip.deviceId}
      then ${new Date(doorsMs + 240 * MINUTE_MS)}::timestamptz else merged_at + interval '2 seconds' end
    where event_id = ${night.eventId}`
  await sql`update public.events set ends_at = now() - interval '1 hour' where id = ${night.eventId}`
  return night
}
