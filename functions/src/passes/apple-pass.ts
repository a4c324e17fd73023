// A ticket as an Apple Wallet pass: https://developer.apple.com/documentation/walletpasses
import { eventPlace, venueDay, venueTime } from '../text/event-facts.ts'
import { ticketWords } from '../text/ticket-words.ts'
import { type PassSigner, signDetached } from './cms-signature.ts'
import { isVoid, type PassFacts } from './pass-facts.ts'
import { PASS_ICONS } from './pass-icons.ts'
import { passWords } from './pass-words.ts'
import { zip } from './zip.ts'

export type AppleWallet = { passTypeId: string; teamId: string; signer: PassSigner }

/** Where the wallet asks whether the pass has changed, and what it proves itself with there. */
export type PassService = { url: string; token: string }

/** A pass leaves the front of the wallet this long after the night: a delayed end is no reason to lose it. */
const KEPT_AFTER_MS = 6 * 3_600_000

/** The bytes of a `.pkpass`. The same facts at the same moment give the same bytes. */
export async function createApplePass(
  facts: PassFacts,
  { passTypeId, teamId, signer }: AppleWallet,
  service: PassService,
  nowMs: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const pass = {
    ...{ passTypeIdentifier: passTypeId, teamIdentifier: teamId, ...describe(facts) },
    ...{ webServiceURL: service.url, authenticationToken: service.token },
  }
  const files = [
    { name: 'pass.json', bytes: utf8(JSON.stringify(pass)) },
    ...Object.entries(PASS_ICONS).map(([name, text]) => ({ name, bytes: fromBase64(text) })),
  ]
  const sums: Record<string, string> = {}
  for (const { name, bytes } of files) sums[name] = await sha1(bytes)
  const manifest = utf8(JSON.stringify(sums))
  const signature = await signDetached(manifest, signer, nowMs)
  return zip([
    ...files,
    { name: 'manifest.json', bytes: manifest },
    { name: 'signature', bytes: signature },
  ])
}

function describe({ event, order, ticket, club }: PassFacts) {
  const { locale } = order
  const words = passWords(locale)
  const door = ticketWords(locale)
  const doors = venueTime(event.doors_open_at, event.timezone, locale, club.clock)
  const day = venueDay(event.event_date, event.timezone, locale)
  const { min_age: age } = event
  return {
    formatVersion: 1,
    serialNumber: ticket.ticket_id,
    organizationName: club.name,
    logoText: club.name,
    description: words.description(event.name),
    groupingIdentifier: event.id,
    // Screenshots can be copied too, but nobody should hand a pass on by mistake.
    sharingProhibited: true,
    backgroundColor: 'rgb(11, 19, 17)',
    foregroundColor: 'rgb(244, 241, 230)',
    labelColor: 'rgb(111, 220, 165)',
    ...(isVoid({ event, ticket }) && { voided: true }),
    relevantDate: inSeconds(event.doors_open_at),
    expirationDate: inSeconds(new Date(Date.parse(event.ends_at) + KEPT_AFTER_MS).toISOString()),
    barcodes: [
      {
        format: 'PKBarcodeFormatQR',
        message: ticket.qr_code_data,
        messageEncoding: 'iso-8859-1',
        altText: ticket.ticket_id,
      },
    ],
    eventTicket: {
      // With a `changeMessage`, the wallet says on the lock screen what became of it.
      headerFields: [
        { key: 'doors', label: words.doors, value: doors, changeMessage: words.doorsChanged },
      ],
      primaryFields: [{ key: 'event', label: event.venue_name, value: event.name }],
      secondaryFields: [
        { key: 'night', label: words.night, value: day, changeMessage: words.nightChanged },
      ],
      auxiliaryFields: [
        { key: 'type', label: words.type, value: ticket.ticket_type },
        ...(ticket.guest_name === null
          ? []
          : [{ key: 'guest', label: words.guest, value: ticket.guest_name }]),
        ...(age === null || age === 0
          ? []
          : [{ key: 'age', label: words.age, value: words.minAge(age) }]),
      ],
      backFields: [
        { key: 'place', label: words.venue, value: eventPlace(event) },
        { key: 'entry', label: door.entryTitle, value: door.entry.join('\n') },
        {
          key: 'reentry',
          label: words.reentry,
          value: event.reentry ? door.reentry : door.noReentry,
        },
        { key: 'order', label: words.order, value: order.number },
        { key: 'number', label: words.number, value: ticket.ticket_id },
      ],
    },
  }
}

/** W3C dates as Apple reads them: without a fraction of a second. */
const inSeconds = (moment: string) => new Date(moment).toISOString().replace(/\.\d+Z$/, 'Z')

const utf8 = (text: string) => new TextEncoder().encode(text)

const fromBase64 = (text: string) =>
  Uint8Array.from(atob(text), (character) => character.charCodeAt(0))

/** What the format asks for; the signature over the sums is SHA-256. */
async function sha1(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-1', bytes))
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
