// Acts in tests: on the wire, pushed as a phone does.
import { randomBytes } from 'node:crypto'
import { uuidV7 } from '@maguey/ticket-core/uuid-v7'
import type { ActContent } from '@maguey/wire/door-act'
import type { ActOutcome, DoorActRecord } from '@maguey/wire/scanner-push-acts'
import type { JSONValue, Sql } from 'postgres'
import { actAs } from './act-as.ts'
import type { Night, Phone } from './make-night.ts'
import { TEN_MS } from './scan.ts'

export const counted = (heads: 1 | -1): ActContent => ({ kind: 'count', payload: { heads } })

export function actOf(
  night: Night,
  content: ActContent,
  change: Partial<Omit<DoorActRecord, 'kind' | 'payload'>> = {},
): DoorActRecord {
  const at = change.acted_at ?? TEN_MS
  return {
    id: uuidV7({ nowMs: TEN_MS, randomBytes: (n) => randomBytes(n) }),
    event_id: night.eventId,
    gate_id: night.mainGate,
    acted_at: at,
    device_time: at - 40,
    clock_offset_ms: 40,
    clock_uncertainty_ms: 15,
    offline: false,
    ...change,
    ...content,
  }
}

/** Accepts anything: the server must cope with whatever a broken phone sends. */
export async function pushActs(
  sql: Sql,
  phone: Phone,
  acts: readonly JSONValue[],
): Promise<ActOutcome[]> {
  const [row] = await actAs(
    sql,
    phone,
    (tx) => tx`
      select public.scanner_push_acts(array(select value from jsonb_array_elements(${tx.json(acts)}))) as answer`,
  )
  return row?.answer
}
