// Tests of the QR text: golden vectors signed by OpenSSL, and what tampering does.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
// biome-ignore lint/style/noRestrictedImports: the golden vectors live outside of the package
import vectors from '../../../tests/vectors/qr-texts.json' with { type: 'json' }
import { CROCKFORD_ALPHABET } from './crockford.ts'
import { ed25519Noble } from './ed25519-noble.ts'
import { parseQrText, signQrText, verifyQrText } from './qr-text.ts'
import { formatTicketId } from './ticket-id.ts'

const bytes = (hex: string): Uint8Array =>
  Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))

const keys = vectors.keys.map(({ kid, public_key_hex }) => ({
  kid,
  publicKey: bytes(public_key_hex),
}))
const seedOf = (kid: string): Uint8Array =>
  bytes(vectors.seeds.find((seed) => seed.kid === kid)?.seed_hex ?? '')
const signWith = (kid: string) => (message: Uint8Array) => ed25519Noble.sign(seedOf(kid), message)

const ticketId = formatTicketId({ eventCode: 'PF', eventDay: '20251128', random: 'ABC123XYZ0' })

describe('parseQrText and verifyQrText', () => {
  test.each(vectors.texts)('vector: $name', async (vector) => {
    const parsed = parseQrText(vector.text)
    expect(parsed.kind).toBe(vector.kind)
    if (parsed.kind === 'unreadable') {
      expect(parsed.code).toBe(vector.code)
      return
    }
    expect(parsed.ticketId).toBe(vector.ticket_id)
    expect(parsed.eventCode).toBe(parsed.ticketId.split('-')[1])
    expect(parsed.eventDay).toBe(parsed.ticketId.split('-')[2])
    if (parsed.kind === 'bare') return
    expect(parsed).toMatchObject({ typeCode: vector.type_code, kid: vector.kid })
    expect(await verifyQrText(parsed, keys, ed25519Noble)).toBe(vector.verify)
  })

  test('never throw, whatever was read', async () => {
    const tail = fc.string({ unit: fc.constantFrom(...CROCKFORD_ALPHABET, '.', 'U', 'é') })
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.string(),
          tail.map((end) => `${ticketId}.${end}`),
        ),
        async (text) => {
          const parsed = parseQrText(text)
          if (parsed.kind !== 'signed') return
          expect(await verifyQrText(parsed, keys, ed25519Noble)).not.toBe('valid')
        },
      ),
    )
  })

  test('an id followed by anything is never taken for a bare id', () => {
    fc.assert(
      fc.property(fc.string(), (end) => {
        expect(parseQrText(`${ticketId}.${end}`).kind).not.toBe('bare')
      }),
    )
  })

  test('no other text of one changed character is valid', async () => {
    const text = await signQrText({ ticketId, typeCode: 'VIP', kid: 'K1', sign: signWith('K1') })
    const changed = Array.from(text, (_, at) =>
      ['0', 'Z', '.', '-'].map((other) => text.slice(0, at) + other + text.slice(at + 1)),
    )
    for (const other of changed.flat().filter((some) => some !== text)) {
      const parsed = parseQrText(other)
      if (parsed.kind !== 'signed') continue
      expect(await verifyQrText(parsed, keys, ed25519Noble)).not.toBe('valid')
    }
  })

  test('either of two keys under one kid will do while one is being replaced', async () => {
    const text = await signQrText({ ticketId, typeCode: 'VIP', kid: 'K1', sign: signWith('XX') })
    const parsed = parseQrText(text)
    if (parsed.kind !== 'signed') throw new Error('expected a signed text')
    const replacing = [
      ...keys,
      { kid: 'K1', publicKey: await ed25519Noble.publicKeyOf(seedOf('XX')) },
    ]
    expect(await verifyQrText(parsed, keys, ed25519Noble)).toBe('invalid')
    expect(await verifyQrText(parsed, replacing, ed25519Noble)).toBe('valid')
    expect(await verifyQrText(parsed, [], ed25519Noble)).toBe('unknown_key')
  })

  test('a platform that fails while checking makes no forger of anybody', async () => {
    const text = await signQrText({ ticketId, typeCode: 'VIP', kid: 'K1', sign: signWith('K1') })
    const parsed = parseQrText(text)
    if (parsed.kind !== 'signed') throw new Error('expected a signed text')
    const failing = { verify: () => Promise.reject(new Error('OperationError')) }
    expect(await verifyQrText(parsed, keys, failing)).toBe('unchecked')
  })
})

describe('signQrText', () => {
  const canonical = vectors.texts.filter((vector) => 'canonical' in vector)

  test('has vectors to be compared with', () => {
    expect(canonical).toHaveLength(3)
  })

  test.each(canonical)('writes what OpenSSL signed: $name', async (vector) => {
    const { ticket_id = '', type_code = '', kid = '' } = vector
    const text = await signQrText({
      ticketId: ticket_id,
      typeCode: type_code,
      kid,
      sign: signWith(kid),
    })
    expect(text).toBe(vector.text)
  })

  test('keeps to the alphanumeric set of QR codes and to 143 characters', async () => {
    const long = formatTicketId({ eventCode: 'ZZZZZZ', eventDay: '20251128', random: 'ZZZZZZZZZZ' })
    const text = await signQrText({
      ticketId: long,
      typeCode: 'WXYZ',
      kid: 'K1',
      sign: signWith('K1'),
    })
    expect(text).toMatch(/^[0-9A-Z $%*+\-./:]+$/)
    expect(text).toHaveLength(143)
  })

  test.each([
    { ticketId: ticketId.toLowerCase() },
    { ticketId: ticketId.replaceAll('-', '') },
    { ticketId: 'MGY-PF-20251128-ABC123XYZ000' },
    { typeCode: '' },
    { typeCode: 'VIPPP' },
    { typeCode: 'vip' },
    { typeCode: 'V.P' },
    { kid: 'K' },
    { kid: 'KUU' },
    { kid: 'k1' },
    { sign: () => new Uint8Array(63) },
  ])('throws rather than write what would not be read: %j', async (wrong) => {
    const right = { ticketId, typeCode: 'VIP', kid: 'K1', sign: signWith('K1') }
    await expect(signQrText({ ...right, ...wrong })).rejects.toThrow(RangeError)
  })
})
