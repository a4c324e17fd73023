// Makes and signs tickets: ids from a CSPRNG, QR texts that every door phone verifies without a network.
import { signQrText } from '@maguey/ticket-core/qr-text'
import { generateTicketId } from '@maguey/ticket-core/ticket-id'
import type { FulfilmentOrder, NewTicket } from '@maguey/wire/fulfilment'
import type { Dependencies } from '../dependencies.ts'

type SigningDependencies = Pick<Dependencies, 'settings' | 'randomBytes'>

type Wanted = {
  event: Pick<FulfilmentOrder['event'], 'code' | 'day'>
  lines: readonly Pick<FulfilmentOrder['lines'][number], 'ticket_type_id' | 'code' | 'quantity'>[]
}

/** As many as the lines say. */
export async function makeTickets(
  deps: SigningDependencies,
  { event, lines }: Wanted,
): Promise<NewTicket[]> {
  const types = lines.flatMap((line) => Array.from({ length: line.quantity }, () => line))
  return Promise.all(
    types.map(async ({ ticket_type_id, code }) => ({
      ...(await makeTicket(deps, { eventCode: event.code, eventDay: event.day, typeCode: code })),
      ticket_type_id,
    })),
  )
}

export async function makeTicket(
  { settings, randomBytes }: SigningDependencies,
  { eventCode, eventDay, typeCode }: { eventCode: string; eventDay: string; typeCode: string },
): Promise<Pick<NewTicket, 'ticket_id' | 'qr_code_data'>> {
  const ticketId = generateTicketId({ eventCode, eventDay, randomBytes })
  const { kid, sign } = settings.signing
  return {
    ticket_id: ticketId,
    qr_code_data: await signQrText({ ticketId, typeCode, kid, sign }),
  }
}
