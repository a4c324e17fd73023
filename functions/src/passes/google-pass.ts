// A ticket for Google Wallet: a link whose JWT (RS256) holds the night and the ticket, so that no call to Google is needed.
// https://developers.google.com/wallet/tickets/events/use-cases/jwt
import { eventPlace } from '../text/event-facts.ts'
import type { PassFacts } from './pass-facts.ts'
import { passWords } from './pass-words.ts'

export type GoogleWallet = {
  issuerId: string
  /** The service account's address. */
  account: string
  /** Its RSA key, as PKCS #8. */
  key: Uint8Array<ArrayBuffer>
}

const RSA = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' }

export async function createGooglePassLink(
  facts: PassFacts,
  { issuerId, account, key }: GoogleWallet,
  { shopUrl, nowMs }: { shopUrl: string; nowMs: number },
): Promise<string> {
  const claims = {
    iss: account,
    aud: 'google',
    typ: 'savetowallet',
    iat: Math.floor(nowMs / 1000),
    origins: [shopUrl],
    payload: describe(facts, issuerId),
  }
  const head = base64Url(utf8(JSON.stringify({ alg: 'RS256', typ: 'JWT' })))
  const signed = `${head}.${base64Url(utf8(JSON.stringify(claims)))}`
  const signingKey = await crypto.subtle.importKey('pkcs8', key, RSA, false, ['sign'])
  const signature = await crypto.subtle.sign(RSA, signingKey, utf8(signed))
  return `https://pay.google.com/gp/v/save/${signed}.${base64Url(new Uint8Array(signature))}`
}

function describe({ event, order, ticket, club }: PassFacts, issuerId: string) {
  const text = (value: string) => ({ defaultValue: { language: order.locale, value } })
  const classId = `${issuerId}.${event.id}`
  return {
    eventTicketClasses: [
      {
        id: classId,
        issuerName: club.name,
        reviewStatus: 'UNDER_REVIEW',
        eventName: text(event.name),
        venue: { name: text(event.venue_name), address: text(eventPlace(event)) },
        dateTime: { doorsOpen: event.doors_open_at, start: event.event_date, end: event.ends_at },
      },
    ],
    eventTicketObjects: [
      {
        id: `${issuerId}.${ticket.ticket_id}`,
        classId,
        state: 'ACTIVE',
        hexBackgroundColor: '#0b1311',
        ...(ticket.guest_name === null ? {} : { ticketHolderName: ticket.guest_name }),
        ticketNumber: ticket.ticket_id,
        ticketType: text(ticket.ticket_type),
        reservationInfo: { confirmationCode: order.number },
        barcode: { type: 'QR_CODE', value: ticket.qr_code_data, alternateText: ticket.ticket_id },
        textModulesData: [
          { id: 'order', header: passWords(order.locale).order, body: order.number },
        ],
      },
    ],
  }
}

const utf8 = (text: string) => new TextEncoder().encode(text)

const base64Url = (bytes: Uint8Array): string =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '')
