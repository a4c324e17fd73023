// Passes are what Apple's and Google's wallets read: checked by unzip, openssl and the door's own QR engine.
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { exampleEvent, exampleTicket } from '../testing/examples.ts'
import { makeCertificates, pemOf, type TestIdentity } from '../testing/make-certificate.ts'
import { type AppleWallet, createApplePass } from './apple-pass.ts'
import { createGooglePassLink } from './google-pass.ts'
import type { PassFacts } from './pass-facts.ts'

const NOW_MS = Date.parse('2026-11-27T20:00:00Z')
const runs = (command: string, ...args: string[]) => spawnSync(command, args).status === 0
const hasOpenssl = runs('openssl', 'version')
const hasUnzip = runs('unzip', '-v')

const service = { url: 'https://api.example/wallets/apple', token: 'a-token-of-22-letters-' }

const facts: PassFacts = {
  event: exampleEvent,
  order: { number: 'MGY-7K3QXM', locale: 'es' },
  ticket: exampleTicket(1),
  club: { name: 'Maguey', accent: null, clock: '24h' },
}

let folder: string
let authority: TestIdentity
let wallet: AppleWallet
let pass: Uint8Array

const at = (name: string) => join(folder, name)
const json = (name: string) => JSON.parse(readFileSync(at(`pass/${name}`), 'utf8'))

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'maguey-pass-'))
  const made = await makeCertificates()
  authority = made.authority
  const signer = { ...made.pass, issuer: authority.certificate }
  wallet = { passTypeId: 'pass.example.maguey', teamId: 'A1B2C3D4E5', signer }
  pass = await createApplePass(facts, wallet, service, NOW_MS)
  writeFileSync(at('ticket.pkpass'), pass)
  if (hasUnzip) execFileSync('unzip', ['-q', at('ticket.pkpass'), '-d', at('pass')])
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe.skipIf(!hasUnzip)('an Apple pass', () => {
  it('is an archive without a fault, and the same facts give the same bytes', async () => {
    expect(runs('unzip', '-tq', at('ticket.pkpass'))).toBe(true)
    expect(await createApplePass(facts, wallet, service, NOW_MS)).toEqual(pass)
  })

  it('carries the ticket’s own code, and the night in the language of the order', () => {
    const description = json('pass.json')
    expect(description).toMatchObject({
      formatVersion: 1,
      passTypeIdentifier: 'pass.example.maguey',
      teamIdentifier: 'A1B2C3D4E5',
      serialNumber: facts.ticket.ticket_id,
      description: 'Boleto para Perreo Fridays',
      relevantDate: '2026-11-28T05:00:00Z',
      barcodes: [{ format: 'PKBarcodeFormatQR', message: facts.ticket.qr_code_data }],
    })
    const said = JSON.stringify(description.eventTicket)
    for (const text of ['Perreo Fridays', '21:00', 'viernes, 27 de noviembre de 2026', 'Łukasz'])
      expect(said).toContain(text)
  })

  it('says where its wallet asks about it, and what changed of doors and date', () => {
    const description = json('pass.json')
    expect(description).toMatchObject({
      webServiceURL: service.url,
      authenticationToken: service.token,
      eventTicket: {
        headerFields: [{ key: 'doors', changeMessage: 'Las puertas abren ahora a las %@' }],
        secondaryFields: [{ key: 'night', changeMessage: 'La noche es ahora el %@' }],
      },
    })
    expect(description).not.toHaveProperty('voided')
  })

  it.each<[string, Partial<PassFacts>]>([
    ['a ticket is void', { ticket: { ...facts.ticket, status: 'void' } }],
    ['it was handed on', { ticket: { ...facts.ticket, status: 'handed' } }],
    ['its night is cancelled', { event: { ...facts.event, status: 'cancelled' } }],
  ])('is void once %s, with the same code', async (_, change) => {
    const made = await createApplePass({ ...facts, ...change }, wallet, service, NOW_MS)
    writeFileSync(at('void.pkpass'), made)
    const said = JSON.parse(
      execFileSync('unzip', ['-p', at('void.pkpass'), 'pass.json']).toString(),
    )
    expect(said).toMatchObject({ voided: true, barcodes: [{ message: facts.ticket.qr_code_data }] })
  })

  it('lists the SHA-1 of each of its files, as the format asks', () => {
    const files = readdirSync(at('pass')).filter(
      (name) => name !== 'manifest.json' && name !== 'signature',
    )
    expect(Object.keys(json('manifest.json')).sort()).toEqual(files.sort())
    if (!hasOpenssl) return
    for (const [name, sum] of Object.entries(json('manifest.json'))) {
      const said = execFileSync('openssl', ['dgst', '-sha1', '-r', at(`pass/${name}`)])
      expect(said.toString().split(' ')[0]).toBe(sum)
    }
  })

  describe.skipIf(!hasOpenssl)('its signature', () => {
    const verify = (manifest: string) =>
      spawnSync('openssl', [
        ...['cms', '-verify', '-inform', 'DER', '-in', at('pass/signature'), '-binary'],
        ...['-content', manifest, '-CAfile', at('authority.pem'), '-purpose', 'any'],
        ...['-out', at('verified')],
      ])

    it('is one that openssl verifies up to the authority', () => {
      writeFileSync(at('authority.pem'), pemOf(authority.certificate, 'CERTIFICATE'))
      const { status, stderr } = verify(at('pass/manifest.json'))
      expect([status, stderr.toString()]).toEqual([0, expect.stringContaining('successful')])
    })

    it('holds for no other manifest', () => {
      writeFileSync(at('authority.pem'), pemOf(authority.certificate, 'CERTIFICATE'))
      writeFileSync(at('other.json'), '{}')
      expect(verify(at('other.json')).status).not.toBe(0)
    })
  })
})

describe('a Google pass', () => {
  const account = 'wallet@maguey-tickets.iam.gserviceaccount.com'
  const issuerId = '3388000000012345678'
  let keys: CryptoKeyPair
  let key: Uint8Array<ArrayBuffer>

  beforeAll(async () => {
    keys = await crypto.subtle.generateKey(
      {
        ...{ name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256', modulusLength: 2048 },
        publicExponent: Uint8Array.of(1, 0, 1),
      },
      true,
      ['sign', 'verify'],
    )
    key = new Uint8Array(await crypto.subtle.exportKey('pkcs8', keys.privateKey))
  })

  async function linkOf(of: PassFacts) {
    const link = await createGooglePassLink(of, { issuerId, account, key }, NOW_MS)
    const [, jwt = '', head = '', claims = '', signature = ''] =
      /^https:\/\/pay\.google\.com\/gp\/v\/save\/(([\w-]+)\.([\w-]+)\.([\w-]+))$/.exec(link) ?? []
    return { jwt, head, claims, signature }
  }
  const decoded = (part: string) => JSON.parse(Buffer.from(part, 'base64url').toString())

  it('is a link that the account signed, with the ticket’s own code', async () => {
    const { head, claims, signature } = await linkOf(facts)
    const signed = await crypto.subtle.verify(
      'RSASSA-PKCS1-v1_5',
      keys.publicKey,
      Buffer.from(signature, 'base64url'),
      new TextEncoder().encode(`${head}.${claims}`),
    )
    expect(signed).toBe(true)
    expect(decoded(head)).toEqual({ alg: 'RS256', typ: 'JWT' })
    expect(decoded(claims)).toMatchObject({
      iss: account,
      aud: 'google',
      typ: 'savetowallet',
      payload: {
        eventTicketObjects: [
          {
            id: `${issuerId}.${facts.ticket.ticket_id}`,
            barcode: { type: 'QR_CODE', value: facts.ticket.qr_code_data },
          },
        ],
      },
    })
  })

  it('tells the times on the venue’s clock, as Google asks, and the address', async () => {
    const [night] = decoded((await linkOf(facts)).claims).payload.eventTicketClasses
    expect(night.dateTime).toEqual({
      doorsOpen: '2026-11-27T21:00:00',
      start: '2026-11-27T22:00:00',
    })
    expect(night.venue.address.defaultValue.value).toBe('1520 E 7th St, Los Angeles')
  })

  describe('is short enough for a link', () => {
    const longNames: PassFacts = {
      event: {
        ...exampleEvent,
        name: 'Noche de aniversario: Sonido Gallo Negro y amigos',
        venue_name: 'Salón Los Ángeles de la Guerrero',
        venue_address: 'C. Lerdo 206, Col. Guerrero, Cuauhtémoc, 06300 Ciudad de México',
      },
      order: facts.order,
      ticket: {
        ...exampleTicket(1, 'María Fernanda Guadalupe Hernández Villaseñor'),
        ticket_type: 'Preferente con acceso a terraza',
      },
      club: { ...facts.club, name: 'Salón Los Ángeles de la Guerrero' },
    }
    const longest: PassFacts = {
      ...longNames,
      event: { ...longNames.event, name: 'Ñ'.repeat(200), venue_name: 'Ñ'.repeat(200) },
      ticket: { ...exampleTicket(1, 'Ñ'.repeat(120)), ticket_type: 'Ñ'.repeat(80) },
    }

    it.each([
      ['and says where it is', facts, 'venue'],
      ['with long names and a long address', longNames, 'eventName'],
      ['with the longest there can be', longest, 'eventName'],
    ])('%s', async (_, of, said) => {
      const { jwt, claims } = await linkOf(of)
      expect(jwt.length).toBeLessThanOrEqual(1800)
      const { eventTicketClasses, eventTicketObjects } = decoded(claims).payload
      expect(eventTicketClasses[0]).toHaveProperty(said)
      expect(eventTicketObjects[0].ticketNumber).toBe(of.ticket.ticket_id)
    })
  })
})
