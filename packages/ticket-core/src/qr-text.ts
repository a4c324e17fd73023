// The text of a ticket's QR code: `{ticket id}.{type code}.{kid}{signature}`, all in QR's alphanumeric set.
import { base32crockford } from '@scure/base'
import { CROCKFORD_ALPHABET, upperAscii } from './crockford.ts'
import type { Ed25519Verifier } from './ed25519.ts'
import { parseTicketId } from './ticket-id.ts'

/** A text as it was read; `Seal` is what is known about its signature, before or after checking. */
export type QrText<Seal extends object> =
  | ({
      readonly kind: 'signed'
      readonly ticketId: string
      readonly eventCode: string
      /** YYYYMMDD */
      readonly eventDay: string
      /** 1–4 characters A–Z 0–9; '' when that part is missing or ill-formed. */
      readonly typeCode: string
    } & Readonly<Seal>)
  | {
      readonly kind: 'bare'
      readonly ticketId: string
      readonly eventCode: string
      readonly eventDay: string
    }
  | { readonly kind: 'unreadable'; readonly code: 'not_a_ticket' | 'mistyped' }

export type ParsedQrText = QrText<{
  /** The signing key's two Crockford characters; '' when missing or ill-formed. */
  readonly kid: string
  /** 64 bytes; null when that part is missing, cut off or ill-formed. Such a text verifies as `invalid`. */
  readonly signature: Uint8Array | null
  /** What is signed: `{ticket id}.{type code}` in ASCII. */
  readonly signedBytes: Uint8Array
}>

export type SignedQrText = Extract<ParsedQrText, { kind: 'signed' }>

export type PublicKey = {
  readonly kid: string
  /** 32 bytes */
  readonly publicKey: Uint8Array
}

const SIGNATURE_BYTES = 64
/** 64 bytes are 512 bits: 103 symbols of 5, the last with three zero bits. */
const SIGNATURE_SYMBOLS = 103
/** A ticket's text has at most 31 + 1 + 4 + 1 + 105 characters; anything longer is not a ticket. */
const MAX_INPUT = 400

const TYPE_CODE = /^[A-Z0-9]{1,4}$/
const KID = new RegExp(`^[${CROCKFORD_ALPHABET}]{2}$`)
const SIGNATURE = new RegExp(`^[${CROCKFORD_ALPHABET}]{${SIGNATURE_SYMBOLS}}$`)

/** True for a type code that fits in a QR text: 1–4 of A–Z 0–9. */
export function isTypeCode(text: string): boolean {
  return TYPE_CODE.test(text)
}

/** True for a signing key's id: two Crockford characters. */
export function isKeyId(text: string): boolean {
  return KID.test(text)
}

/**
 * Reads whatever a camera, a keyboard-wedge scanner or a person gives. Never throws.
 * A valid id followed by a truncated or malformed signature is `signed` with `signature: null`: it was meant to be
 * signed, so it must not pass as a bare id.
 */
export function parseQrText(text: string): ParsedQrText {
  if (text.length > MAX_INPUT) return { kind: 'unreadable', code: 'not_a_ticket' }
  const [idPart = '', ...rest] = upperAscii(text.trim()).split('.')
  const id = parseTicketId(idPart)
  if (!id.ok) return { kind: 'unreadable', code: id.code }
  const { ticketId, eventCode, eventDay } = id
  if (rest.length === 0) return { kind: 'bare', ticketId, eventCode, eventDay }
  const [typePart = '', sealPart = ''] = rest
  const typeCode = isTypeCode(typePart) ? typePart : ''
  const kid = isKeyId(sealPart.slice(0, 2)) ? sealPart.slice(0, 2) : ''
  const whole = rest.length === 2 && typeCode !== '' && kid !== ''
  return {
    kind: 'signed',
    ticketId,
    eventCode,
    eventDay,
    typeCode,
    kid,
    signature: whole ? decodeSignature(sealPart.slice(2)) : null,
    signedBytes: signedBytesOf(ticketId, typeCode),
  }
}

/** The bytes that a ticket's signature covers. */
export function signedBytesOf(ticketId: string, typeCode: string): Uint8Array {
  return Uint8Array.from(`${ticketId}.${typeCode}`, (character) => character.charCodeAt(0))
}

/**
 * The QR text of a ticket. `sign` returns the 64-byte Ed25519 signature made with the key that `kid` names.
 * Throws a RangeError for an id, type code or kid that is not canonical, or a signature of another length.
 */
export async function signQrText(options: {
  readonly ticketId: string
  readonly typeCode: string
  readonly kid: string
  readonly sign: (message: Uint8Array) => Promise<Uint8Array> | Uint8Array
}): Promise<string> {
  const { ticketId, typeCode, kid, sign } = options
  const id = parseTicketId(ticketId)
  if (!id.ok || id.ticketId !== ticketId) throw new RangeError('not a canonical ticket id')
  if (!isTypeCode(typeCode)) throw new RangeError('type code must be 1–4 of A–Z 0–9')
  if (!isKeyId(kid)) throw new RangeError('kid must be two Crockford characters')
  const signature = await sign(signedBytesOf(ticketId, typeCode))
  if (signature.length !== SIGNATURE_BYTES) throw new RangeError('a signature has 64 bytes')
  return `${ticketId}.${typeCode}.${kid}${base32crockford.encode(signature)}`
}

/** `unchecked`: the platform failed while checking, so nothing is known of the signature. */
export type SignatureCheck = 'valid' | 'invalid' | 'unknown_key' | 'unchecked'

/**
 * Checks a signed text against the venue's public keys. Two keys may share a kid while one is being replaced. Never
 * rejects: a platform that can't verify doesn't make a guest a forger.
 */
export async function verifyQrText(
  parsed: SignedQrText,
  keys: readonly PublicKey[],
  ed25519: Ed25519Verifier,
): Promise<SignatureCheck> {
  if (parsed.signature === null) return 'invalid'
  const candidates = keys.filter((key) => key.kid === parsed.kid)
  if (candidates.length === 0) return 'unknown_key'
  let unchecked = false
  for (const { publicKey } of candidates) {
    try {
      if (await ed25519.verify(parsed.signature, parsed.signedBytes, publicKey)) return 'valid'
    } catch {
      unchecked = true
    }
  }
  return unchecked ? 'unchecked' : 'invalid'
}

function decodeSignature(symbols: string): Uint8Array | null {
  if (!SIGNATURE.test(symbols)) return null
  try {
    return base32crockford.decode(symbols)
  } catch {
    // The three spare bits of the last symbol aren't zero, so this isn't the canonical encoding of any signature.
    return null
  }
}
