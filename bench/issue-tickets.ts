// Puts many genuine tickets into a night: valid ids, valid signatures, plausible guests.
import { createPrivateKey, randomBytes, sign } from 'node:crypto'
import { signQrText } from '@maguey/ticket-core/qr-text'
import { generateTicketId } from '@maguey/ticket-core/ticket-id'
import type { JSONValue, Sql } from 'postgres'
import type { BenchNight } from './bench-night.ts'

const FIRST =
  'Ana Luis Marta José Sofía Diego Lucía Iván Renata Óscar Noa Hugo Elena Pau Zoë Łukasz'
const LAST =
  'García Ñañez López Ortiz Reyes Vega Núñez Cruz Soto Ibarra Peña Ruiz Kim Nguyen Okafor Novák'
const BATCH = 5000

/** DER of a PKCS #8 Ed25519 key up to its 32-byte seed: RFC 8410, section 7. */
const PKCS8_HEAD = Buffer.from('302e020100300506032b657004220420', 'hex')

export type SigningKey = { readonly kid: string; readonly seed: Uint8Array }

/** The QR texts of the new tickets, in no particular order. Signs with Node's own Ed25519, for speed. */
export async function issueTickets(
  sql: Sql,
  night: BenchNight,
  key: SigningKey,
  count: number,
): Promise<string[]> {
  const secret = createPrivateKey({
    key: Buffer.concat([PKCS8_HEAD, key.seed]),
    format: 'der',
    type: 'pkcs8',
  })
  const texts: string[] = []
  while (texts.length < count) {
    const rows = []
    for (let row = 0; row < Math.min(BATCH, count - texts.length - rows.length); row += 1) {
      const ticketId = generateTicketId({ ...night, randomBytes })
      const text = await signQrText({
        ticketId,
        typeCode: night.typeCode,
        kid: key.kid,
        sign: (message) => sign(null, message, secret),
      })
      rows.push({ ticket_id: ticketId, qr: text, guest: guestName(texts.length + row) })
    }
    await insert(sql, night, rows)
    texts.push(...rows.map((row) => row.qr))
  }
  return texts
}

const insert = (sql: Sql, night: BenchNight, rows: readonly JSONValue[]) => sql`
  insert into public.tickets (ticket_id, event_id, event_name, ticket_type_id, ticket_type,
    qr_code_data, price_paid, guest_name)
  select r.ticket_id, ${night.eventId}, ${night.eventName}, ${night.typeId}, 'General', r.qr, 25, r.guest
  from jsonb_to_recordset(${sql.json(rows)}) r (ticket_id text, qr text, guest text)`

const guestName = (index: number): string => {
  const first = FIRST.split(' ')
  const last = LAST.split(' ')
  return `${first[index % first.length]} ${last[Math.floor(index / first.length) % last.length]}`
}
