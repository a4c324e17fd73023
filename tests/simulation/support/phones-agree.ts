// When all is over, every phone agrees with the server.
import type { Sql } from 'postgres'
import type { SimNight } from './sim-night.ts'
import type { SimPhone } from './sim-phone.ts'

/** Every phone knows every ticket as the server does, and its list is whole. */
export async function phonesAgree(
  sql: Sql,
  night: SimNight,
  phones: readonly SimPhone[],
): Promise<string[]> {
  const rows = await sql`
    select ticket_id, status, presence, entry_scan_id from public.tickets where event_id = ${night.eventId}`
  return phones.flatMap((phone) => {
    const store = phone.store()
    if (!store) return [`${phone.name} is down after healing`]
    const { event, queued, setAside } = store.state.getState()
    const found: string[] = []
    if (!event?.complete) found.push(`${phone.name} has no whole list after healing`)
    if (queued + setAside > 0)
      found.push(`${phone.name} still has ${queued} queued and ${setAside} set aside`)
    for (const row of rows) {
      const known = store.ticketOf({
        kind: 'bare',
        ticketId: row.ticket_id,
        eventCode: night.code,
        eventDay: night.day,
      })
      const says = `${known?.status} ${known?.presence} ${known?.entry?.scanId ?? null}`
      const is = `${row.status} ${row.presence} ${row.entry_scan_id}`
      if (says !== is)
        found.push(`${phone.name} knows ${row.ticket_id} as ${says}, the server as ${is}`)
    }
    return found
  })
}
