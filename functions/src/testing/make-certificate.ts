// A certificate authority, a certificate of a pass type and one of a server here, made anew for each test (RFC 5280, 4.1).
import * as asn1 from 'asn1js'

export type TestIdentity = { certificate: Uint8Array<ArrayBuffer>; key: Uint8Array<ArrayBuffer> }

const RSA = {
  name: 'RSASSA-PKCS1-v1_5',
  hash: 'SHA-256',
  modulusLength: 2048,
  publicExponent: Uint8Array.of(1, 0, 1),
}
const SHA256_WITH_RSA = '1.2.840.113549.1.1.11'
const COMMON_NAME = '2.5.4.3'
const BASIC_CONSTRAINTS = '2.5.29.19'
const YEAR_MS = 365 * 86_400_000

export async function makeCertificates(): Promise<
  Record<'authority' | 'pass' | 'server', TestIdentity>
> {
  const [authorityKeys, passKeys] = await Promise.all([makeKeys(), makeKeys()])
  const issuer = { name: 'Test WWDR', key: authorityKeys.privateKey }
  const sign = async (serial: number, name: string, keys: CryptoKeyPair, isAuthority: boolean) => ({
    certificate: await certificate({ serial, name, keys, issuer, isAuthority }),
    key: new Uint8Array(await crypto.subtle.exportKey('pkcs8', keys.privateKey)),
  })
  return {
    authority: await sign(1, issuer.name, authorityKeys, true),
    pass: await sign(2, 'Pass Type ID: pass.example.maguey', passKeys, false),
    server: await sign(3, 'localhost', passKeys, false),
  }
}

export function pemOf(der: Uint8Array, label: 'CERTIFICATE' | 'PRIVATE KEY'): string {
  const lines =
    Buffer.from(der)
      .toString('base64')
      .match(/.{1,64}/g) ?? []
  return `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`
}

const makeKeys = () => crypto.subtle.generateKey(RSA, true, ['sign', 'verify'])

type Wanted = {
  serial: number
  name: string
  keys: CryptoKeyPair
  issuer: { name: string; key: CryptoKey }
  isAuthority: boolean
}

async function certificate(wanted: Wanted): Promise<Uint8Array<ArrayBuffer>> {
  const { serial, name, keys, issuer, isAuthority } = wanted
  const publicKey = asn1.fromBER(await crypto.subtle.exportKey('spki', keys.publicKey)).result
  const now = Date.now()
  const constraints = sequence(isAuthority ? [new asn1.Boolean({ value: true })] : [])
  const extension = sequence([
    new asn1.ObjectIdentifier({ value: BASIC_CONSTRAINTS }),
    new asn1.Boolean({ value: true }),
    new asn1.OctetString({ valueHex: constraints.toBER() }),
  ])
  const toBeSigned = sequence([
    tagged(0, [new asn1.Integer({ value: 2 })]),
    new asn1.Integer({ value: serial }),
    algorithm(),
    distinguished(issuer.name),
    sequence([moment(now - YEAR_MS), moment(now + YEAR_MS)]),
    distinguished(name),
    publicKey,
    tagged(3, [sequence([extension])]),
  ])
  const signature = await crypto.subtle.sign(RSA.name, issuer.key, toBeSigned.toBER())
  const whole = sequence([toBeSigned, algorithm(), new asn1.BitString({ valueHex: signature })])
  return new Uint8Array(whole.toBER())
}

const sequence = (value: asn1.AsnType[]) => new asn1.Sequence({ value })
const tagged = (tagNumber: number, value: asn1.AsnType[]) =>
  new asn1.Constructed({ idBlock: { tagClass: 3, tagNumber }, value })
const algorithm = () =>
  sequence([new asn1.ObjectIdentifier({ value: SHA256_WITH_RSA }), new asn1.Null()])
const moment = (atMs: number) => new asn1.UTCTime({ valueDate: new Date(atMs) })
const distinguished = (name: string) =>
  sequence([
    new asn1.Set({
      value: [
        sequence([
          new asn1.ObjectIdentifier({ value: COMMON_NAME }),
          new asn1.Utf8String({ value: name }),
        ]),
      ],
    }),
  ])
