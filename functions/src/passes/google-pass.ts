// A ticket for Google Wallet: a link whose JWT (RS256) holds the night and the ticket, so that Google hears of it only when
// the customer taps. What it shows is replaced later under the same two names.
// https://developers.google.com/wallet/tickets/events/use-cases/jwt
import type { OrderEvent } from '@maguey/wire/orders'
import type { Locale } from '@maguey/wire/values'
import { isVoid, type PassFacts } from './pass-facts.ts'
import { readSigningKey, signedJwt } from './signed-jwt.ts'

export type GoogleWallet = {
  issuerId: string
  /** The service account's address. */
  account: string
  /** Its RSA key, as PKCS #8. */
  key: Uint8Array<ArrayBuffer>
}

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
  const signingKey = await readSigningKey(key)
  let jwt = ''
  for (const brevity of Object.values(BREVITY)) {
    const payload = {
      eventTicketClasses: [describeGoogleNight(facts, issuerId, brevity)],
      eventTicketObjects: [describeGoogleTicket(facts, issuerId, brevity)],
    }
    // Origins are for Google's script, which draws a button; a link needs none.
    const claims = { iss: account, aud: 'google', typ: 'savetowallet', origins: [], payload }
    jwt = await signedJwt({ ...claims, iat: Math.floor(nowMs / 1000) }, signingKey)
    if (jwt.length <= SAFE_LENGTH) break
  }
  return `https://pay.google.com/gp/v/save/${jwt}`
}

/** What the passes of a night share: Google's class. Nothing is said twice, as a link has little room. */
export function describeGoogleNight(
  { event, order, club }: Pick<PassFacts, 'event' | 'club'> & { order: { locale: Locale } },
  issuerId: string,
  brevity: Brevity = BREVITY.all,
) {
  const text = textIn(order.locale)
  const clock = (moment: string) => wallTime(moment, event.timezone)
  const address = text(event.venue_address || event.venue_name)
  return {
    id: classIdOf(event, issuerId),
    issuerName: short(club.name, brevity),
    reviewStatus: 'UNDER_REVIEW',
    eventName: text(short(event.name, brevity)),
    ...(brevity < BREVITY.noVenue && { venue: { name: text(event.venue_name), address } }),
    dateTime: {
      doorsOpen: clock(event.doors_open_at),
      start: clock(event.event_date),
      ...(brevity < BREVITY.noEnd && { end: clock(event.ends_at) }),
    },
  }
}

/** One ticket: Google's object. A void one goes to the wallet's expired passes. */
export function describeGoogleTicket(
  { event, order, ticket }: Omit<PassFacts, 'club'>,
  issuerId: string,
  brevity: Brevity = BREVITY.all,
) {
  return {
    id: `${issuerId}.${ticket.ticket_id}`,
    classId: classIdOf(event, issuerId),
    state: isVoid({ event, ticket }) ? 'INACTIVE' : 'ACTIVE',
    ...(ticket.guest_name !== null && { ticketHolderName: short(ticket.guest_name, brevity) }),
    ticketNumber: ticket.ticket_id,
    ticketType: textIn(order.locale)(short(ticket.ticket_type, brevity)),
    ...(brevity < BREVITY.noOrderNumber && {
      reservationInfo: { confirmationCode: order.number },
    }),
    barcode: { type: 'QR_CODE', value: ticket.qr_code_data },
  }
}

const classIdOf = ({ id }: OrderEvent, issuerId: string) => `${issuerId}.${id.replaceAll('-', '')}`

const textIn = (language: Locale) => (value: string) => ({ defaultValue: { language, value } })

const LONGEST_CUT = 24
function short(name: string, brevity: Brevity): string {
  const letters = [...name]
  if (brevity < BREVITY.cutNames || letters.length <= LONGEST_CUT) return name
  return `${letters.slice(0, LONGEST_CUT - 1).join('')}…`
}

/**
 * "2026-11-27T22:00:00", on the venue's clock: what Google shows, wherever the phone is.
 * https://developers.google.com/wallet/tickets/events/rest/v1/eventticketclass#eventdatetime
 */
const wallTime = (moment: string, timeZone: string): string =>
  new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'medium', timeZone })
    .format(new Date(moment))
    .replace(' ', 'T')
