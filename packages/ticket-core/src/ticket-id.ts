// The ticket id `MGY-{event code}-{YYYYMMDD}-{10 random}{2 check}`: format, forgiving parse, generation.
import { isEventDay } from './calendar-day.ts'
import { checkCharacters, checkHolds } from './check-characters.ts'
import { forgiveLookalikes, symbolOf, upperAscii } from './crockford.ts'

export type TicketIdParts = {
  /** 2–6 Crockford symbols. */
  readonly eventCode: string
  /** YYYYMMDD, the venue's day. */
  readonly eventDay: string
  /** 10 Crockford symbols, 50 bits from a CSPRNG. */
  readonly random: string
}

export type ParsedTicketId =
  | ({ readonly ok: true; readonly ticketId: string } & TicketIdParts)
  | { readonly ok: false; readonly code: 'not_a_ticket' | 'mistyped' }

const PREFIX = 'MGY'
const DAY_LENGTH = 8
const RANDOM_LENGTH = 10
/** Random and check characters: the last group, and all that has to be typed of a ticket for a known night. */
export const LAST_GROUP_LENGTH: number = RANDOM_LENGTH + 2
const TAIL_LENGTH = DAY_LENGTH + LAST_GROUP_LENGTH
const MIN_CODE = 2
const MAX_CODE = 6
/** No id is longer, however it is spaced; a longer text is refused unread. */
const MAX_INPUT = 200

const SYMBOLS = '[0-9A-HJKMNP-TV-Z]'
const EVENT_CODE = new RegExp(`^${SYMBOLS}{${MIN_CODE},${MAX_CODE}}$`)
const RANDOM = new RegExp(`^${SYMBOLS}{${RANDOM_LENGTH}}$`)

/** True for a canonical event code: 2–6 characters of Crockford's alphabet. */
export function isEventCode(text: string): boolean {
  return EVENT_CODE.test(text)
}

/** The canonical id of its parts, with the check characters. Throws a RangeError for parts that no id can have. */
export function formatTicketId({ eventCode, eventDay, random }: TicketIdParts): string {
  if (!isEventCode(eventCode)) throw new RangeError('event code must be 2–6 Crockford symbols')
  if (!isEventDay(eventDay)) throw new RangeError('event day must be a real YYYYMMDD of 2000–2099')
  if (!RANDOM.test(random)) throw new RangeError('random part must be 10 Crockford symbols')
  const check = checkCharacters(eventCode + eventDay + random)
  return joinTicketId(eventCode, eventDay, random + check)
}

/** An id's text from its groups as they are, right or wrong. */
export function joinTicketId(eventCode: string, eventDay: string, lastGroup: string): string {
  return `${PREFIX}-${eventCode}-${eventDay}-${lastGroup}`
}

/** A new id. `randomBytes` must be a CSPRNG; 10 bytes are drawn and the low five bits of each are used. */
export function generateTicketId(options: {
  readonly eventCode: string
  readonly eventDay: string
  readonly randomBytes: (length: number) => Uint8Array
}): string {
  const random = Array.from(options.randomBytes(RANDOM_LENGTH), symbolOf).join('')
  return formatTicketId({ eventCode: options.eventCode, eventDay: options.eventDay, random })
}

/**
 * Reads an id as people type it: any case, white space anywhere, O for 0, I or L for 1, typographic dashes, dashes left
 * out. A dash in a wrong place is `mistyped`.
 *
 * If the last dash is there, all three must be. Else `MGYXPF-20250115-…` could be the code XPF with a dash left out or
 * the code PF with a dash mistyped as X, and two check characters cannot tell these apart together with a second error.
 * With this rule every change of one or two characters of a canonical id, dashes included, is caught.
 */
export function parseTicketId(input: string): ParsedTicketId {
  if (input.length > MAX_INPUT) return { ok: false, code: 'not_a_ticket' }
  const text = upperAscii(input)
    .replace(/\s/g, '')
    .replace(/[\u2010-\u2015\u2212\uFE58\uFE63\uFF0D]/g, '-')
  const compact = text.replaceAll('-', '')
  const parts = text.startsWith(PREFIX) ? splitParts(text, compact) : null
  return parts ?? { ok: false, code: resemblesTicket(compact) ? 'mistyped' : 'not_a_ticket' }
}

function splitParts(text: string, compact: string): ParsedTicketId | null {
  const codeLength = compact.length - PREFIX.length - TAIL_LENGTH
  if (codeLength < MIN_CODE || codeLength > MAX_CODE) return null
  if (!dashesStandRight(text, codeLength)) return null
  const symbols = forgiveLookalikes(compact.slice(PREFIX.length))
  if (!checkHolds(symbols)) return null
  const dayEnd = codeLength + DAY_LENGTH
  const eventCode = symbols.slice(0, codeLength)
  const eventDay = symbols.slice(codeLength, dayEnd)
  const random = symbols.slice(dayEnd, dayEnd + RANDOM_LENGTH)
  if (!isEventDay(eventDay)) return null
  const ticketId = formatTicketId({ eventCode, eventDay, random })
  return { ok: true, ticketId, eventCode, eventDay, random }
}

function dashesStandRight(text: string, codeLength: number): boolean {
  const first = PREFIX.length
  const places = [first, first + codeLength, first + codeLength + DAY_LENGTH]
  const found: number[] = []
  Array.from(text).forEach((character, index) => {
    if (character === '-') found.push(index - found.length)
  })
  const inPlace = found.every((place, n) => places.includes(place) && found.indexOf(place) === n)
  return inPlace && (found.at(-1) !== places[2] || found.length === places.length)
}

/** Says which of the two refusals helps more: "type it again" for what was meant as an id, "no ticket" for the rest. */
function resemblesTicket(compact: string): boolean {
  if (compact.startsWith(PREFIX)) return true
  const longest = PREFIX.length + MAX_CODE + TAIL_LENGTH + 1
  const shortest = PREFIX.length + MIN_CODE + TAIL_LENGTH - 1
  if (compact.length < shortest || compact.length > longest) return false
  if (!/^[0-9A-Z]+$/.test(compact)) return false
  const letters = compact.slice(0, PREFIX.length + 1)
  return [...PREFIX].filter((letter) => letters.includes(letter)).length >= 2
}
