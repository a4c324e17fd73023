// A ticket for Google Wallet: a link whose JWT (RS256) holds the night and the ticket, so that no call to Google is needed.
// https://developers.google.com/wallet/tickets/events/use-cases/jwt
import type { PassFacts } from './pass-facts.ts'

export type GoogleWallet = {
  issuerId: string
  /** The service account's address. */
  account: string
  /** Its RSA key, as PKCS #8. */
  key: Uint8Array<ArrayBuffer>
}

const RSA = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' }

/** Google calls this the safe length of a JWT in a link: a longer one may arrive cut. */
const SAFE_LENGTH = 1800

/** How much is left out, one thing after another, until the link is short enough. */
const BREVITY = { all: 0, noOrderNumber: 1, noEnd: 2, noVenue: 3, cutNames: 4 } as const
type Brevity = (typeof BREVITY)[keyof typeof BREVITY]

export async function createGooglePassLink(
  facts: PassFacts,
  { issuerId, account, key }: GoogleWallet,
  nowMs: number,
): Promise<string> {
  const signingKey = await crypto.subtle.importKey('pkcs8', key, RSA, false, ['sign'])
  let jwt = ''
  for (const brevity of Object.values(BREVITY)) {
    const payload = describe(facts, issuerId, brevity)
    // Origins are for Google's script, which draws a button; a link needs none.
    const claims = { iss: account, aud: 'google', typ: 'savetowallet', origins: [], payload }
    jwt = await signedJwt({ ...claims, iat: Math.floor(nowMs / 1000) }, signingKey)
    if (jwt.length <= SAFE_LENGTH) break
  }
  return `https://pay.google.com/gp/v/save/${jwt}`
}

async function signedJwt(claims: object, signingKey: CryptoKey): Promise<string> {
  const head = base64Url(utf8(JSON.stringify({ alg: 'RS256', typ: 'JWT' })))
  const signed = `${head}.${base64Url(utf8(JSON.stringify(claims)))}`
  const signature = await crypto.subtle.sign(RSA, signingKey, utf8(signed))
  return `${signed}.${base64Url(new Uint8Array(signature))}`
}

/** Nothing is said twice: there is little room. */
function describe({ event, order, ticket, club }: PassFacts, issuerId: string, brevity: Brevity) {
  const short = (name: string) => (brevity < BREVITY.cutNames ? name : cut(name))
  const text = (value: string) => ({ defaultValue: { language: order.locale, value } })
  const clock = (moment: string) => wallTime(moment, event.timezone)
  const classId = `${issuerId}.${event.id.replaceAll('-', '')}`
  const address = text(event.venue_address || event.venue_name)
  return {
    eventTicketClasses: [
      {
        id: classId,
        issuerName: short(club.name),
        reviewStatus: 'UNDER_REVIEW',
        eventName: text(short(event.name)),
        ...(brevity < BREVITY.noVenue && { venue: { name: text(event.venue_name), address } }),
        dateTime: {
          doorsOpen: clock(event.doors_open_at),
          start: clock(event.event_date),
          ...(brevity < BREVITY.noEnd && { end: clock(event.ends_at) }),
        },
      },
    ],
    eventTicketObjects: [
      {
        id: `${issuerId}.${ticket.ticket_id}`,
        classId,
        state: 'ACTIVE',
        ...(ticket.guest_name !== null && { ticketHolderName: short(ticket.guest_name) }),
        ticketNumber: ticket.ticket_id,
        ticketType: text(short(ticket.ticket_type)),
        ...(brevity < BREVITY.noOrderNumber && {
          reservationInfo: { confirmationCode: order.number },
        }),
        barcode: { type: 'QR_CODE', value: ticket.qr_code_data },
      },
    ],
  }
}

const LONGEST_CUT = 24
const cut = (name: string): string => {
  const letters = [...name]
  return letters.length <= LONGEST_CUT ? name : `${letters.slice(0, LONGEST_CUT - 1).join('')}…`
}

/**
 * "2026-11-27T22:00:00", on the venue's clock: what Google shows, wherever the phone is.
 * https://developers.google.com/wallet/tickets/events/rest/v1/eventticketclass#eventdatetime
 */
const wallTime = (moment: string, timeZone: string): string =>
  new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'medium', timeZone })
    .format(new Date(moment))
    .replace(' ', 'T')

const utf8 = (text: string) => new TextEncoder().encode(text)

const base64Url = (bytes: Uint8Array): string =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '')
