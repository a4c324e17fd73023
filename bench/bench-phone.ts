// A paired phone and a manager to measure the database with, straight on Postgres and under their own roles.
import { randomBytes, randomUUID } from 'node:crypto'
import type { ScanRecord } from '@maguey/ticket-core/scan-record'
import { uuidV7 } from '@maguey/ticket-core/uuid-v7'
import type { Sql, TransactionSql } from 'postgres'
import type { BenchNight } from './bench-night.ts'

export type BenchPhone = {
  readonly userId: string
  readonly deviceId: string
  readonly managerId: string
}

/** Pairs through the real functions. The pairing is backdated by a day, so that scans of the night are valid. */
export async function createBenchPhone(sql: Sql, night: BenchNight): Promise<BenchPhone> {
  const [manager] = await sql<{ id: string }[]>`
    select internal.ensure_staff_member(${`${randomUUID()}@bench.test`}, ${randomUUID()}, 'Bench', 'manager') as id`
  const managerId = String(manager?.id)
  const [code] = await callAs(
    sql,
    managerId,
    (tx) =>
      tx`select public.create_pairing_code(${[night.eventId]}::uuid[], null, 'Bench') ->> 'code' as code`,
  )
  const [device] = await sql<{ id: string }[]>`
    select public.pair_device(${code?.code}) ->> 'device_id' as id`
  const [phone] = await sql<{ id: string; user_id: string }[]>`
    update public.devices set paired_at = now() - interval '1 day' where id = ${String(device?.id)} returning id, user_id`
  return { userId: String(phone?.user_id), deviceId: String(phone?.id), managerId }
}

/** One transaction as this signed-in user, opened the way PostgREST does. */
export async function callAs<T>(
  sql: Sql,
  userId: string,
  work: (tx: TransactionSql) => Promise<T>,
): Promise<T> {
  const claims = JSON.stringify({ role: 'authenticated', sub: userId })
  return (await sql.begin(async (tx) => {
    await tx`
      select set_config('request.jwt.claim.sub', ${userId}, true), set_config('request.jwt.claims', ${claims}, true),
        set_config('role', 'authenticated', true)`
    return work(tx)
  })) as T
}

export const pushScans = (tx: TransactionSql, scans: readonly ScanRecord[]) => tx`
  select public.scanner_push(array(select value from jsonb_array_elements(${tx.json(scans)})))`

/** An admission at this instant. */
export function scanOf(night: BenchNight, ticketId: string, atMs: number): ScanRecord {
  return {
    id: uuidV7({ nowMs: atMs, randomBytes: (n) => randomBytes(n) }),
    ticket_id: ticketId,
    event_id: night.eventId,
    gate_id: null,
    direction: 'in',
    verdict: 'admit',
    scanned_at: atMs,
    device_time: atMs,
    clock_offset_ms: 0,
    clock_uncertainty_ms: 20,
    cache_age_ms: 1000,
    offline: false,
    ...{ override_reason: null, override_by: null, refers_to: null, after_ms: null },
  }
}
