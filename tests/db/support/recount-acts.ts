// The acts of a night as they lie in the table, for a recount.
import type { Sql } from 'postgres'

export type RawAct = {
  id: string
  kind: string
  payload: Readonly<Record<string, string | number | boolean>>
  gate: string | null
  phone: string
  deviceId: string
  at: number
  uncertainty: number
  received: number
  afterRevocation: boolean
}

export async function readActs(sql: Sql, eventId: string): Promise<RawAct[]> {
  const rows = await sql`
    select a.*, g.name as gate, d.name as phone from public.door_acts a
    left join public.gates g on g.id = a.gate_id join public.devices d on d.id = a.device_id
    where a.event_id = ${eventId}`
  return rows.map((row) => ({
    ...{ id: row.id, kind: row.kind, payload: row.payload, gate: row.gate, phone: row.phone },
    deviceId: row.device_id,
    ...{ at: row.merged_at.getTime(), uncertainty: row.merged_uncertainty_ms },
    ...{ received: row.received_at.getTime(), afterRevocation: row.after_revocation },
  }))
}
