// Use case: signs what a door phone still wants for its stock, and gives it as much as there are seats for.
import type { StockRequest, StockTicket } from '@maguey/wire/door-stock'
import type { Dependencies } from '../dependencies.ts'
import type { DoorPhone } from '../ports/door-phone.ts'
import { type Result, success } from '../problem.ts'
import { makeTickets } from './make-tickets.ts'

type StockDependencies = Pick<Dependencies, 'settings' | 'database' | 'randomBytes'>

/** What it is not given stays unsigned by anybody: a signature alone is no ticket until the database has it. */
export async function fillStock(
  deps: StockDependencies,
  phone: DoorPhone,
  { event_id: eventId, least = {} }: StockRequest,
): Promise<Result<{ tickets: StockTicket[] }>> {
  const stock = await phone.readStock({ eventId, least })
  if (!stock.ok) return stock
  const { device_id: deviceId, code, day, wanted, tickets: has } = stock.value
  if (wanted.length === 0) return success({ tickets: has })
  const tickets = await makeTickets(deps, { event: { code, day }, lines: wanted })
  const granted = await deps.database.grantStock({ deviceId, eventId, least, tickets })
  return granted.ok ? success({ tickets: granted.value }) : granted
}
