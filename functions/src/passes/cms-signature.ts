// A detached signature as Apple wants it of a pass: CMS SignedData (RFC 5652) with the signing time, by WebCrypto.
import * as asn1 from 'asn1js'

export type PassSigner = {
  /** DER of the certificate that the key belongs to. */
  certificate: Uint8Array<ArrayBuffer>
  /** DER of the one that signed it. */
  issuer: Uint8Array<ArrayBuffer>
  /** An RSA key, as PKCS #8. */
  key: Uint8Array<ArrayBuffer>
}

const OID = {
  data: '1.2.840.113549.1.7.1',
  signedData: '1.2.840.113549.1.7.2',
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  signingTime: '1.2.840.113549.1.9.5',
  sha256: '2.16.840.1.101.3.4.2.1',
  rsa: '1.2.840.113549.1.1.1',
} as const

const RSA = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' }

/** @returns DER. Throws for a certificate or key that can't be read. */
export async function signDetached(
  content: Uint8Array<ArrayBuffer>,
  { certificate, issuer, key }: PassSigner,
  signedAtMs: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const digest = await crypto.subtle.digest('SHA-256', content)
  const attributes = [
    attribute(OID.contentType, oid(OID.data)),
    attribute(OID.signingTime, new asn1.UTCTime({ valueDate: new Date(signedAtMs) })),
    attribute(OID.messageDigest, new asn1.OctetString({ valueHex: digest })),
  ]
  const signingKey = await crypto.subtle.importKey('pkcs8', key, RSA, false, ['sign'])
  // Section 5.4: what is signed is the SET OF, though the message has it as [0].
  const signed = new asn1.Set({ value: attributes }).toBER()
  const signature = await crypto.subtle.sign(RSA, signingKey, signed)
  const signerInfo = sequence([
    new asn1.Integer({ value: 1 }),
    signerOf(certificate),
    algorithm(OID.sha256),
    tagged(0, attributes),
    algorithm(OID.rsa),
    new asn1.OctetString({ valueHex: signature }),
  ])
  const signedData = sequence([
    new asn1.Integer({ value: 1 }),
    new asn1.Set({ value: [algorithm(OID.sha256)] }),
    sequence([oid(OID.data)]),
    tagged(0, [read(certificate), read(issuer)]),
    new asn1.Set({ value: [signerInfo] }),
  ])
  return new Uint8Array(sequence([oid(OID.signedData), tagged(0, [signedData])]).toBER())
}

/** IssuerAndSerialNumber, from the certificate's own bytes (RFC 5280, 4.1). */
function signerOf(certificate: Uint8Array<ArrayBuffer>): asn1.Sequence {
  const [toBeSigned] = partsOf(read(certificate))
  const parts = partsOf(toBeSigned)
  // The version is optional, and the one part with a tag of its own here.
  const from = parts[0]?.idBlock.tagClass === 3 ? 1 : 0
  const [serial, issuer] = [parts[from], parts[from + 2]]
  if (serial === undefined || issuer === undefined) throw new Error('not a certificate')
  return sequence([issuer, serial])
}

function partsOf(block: asn1.AsnType | undefined): asn1.AsnType[] {
  if (!(block instanceof asn1.Sequence)) throw new Error('not a certificate')
  return block.valueBlock.value
}

function read(der: Uint8Array<ArrayBuffer>): asn1.AsnType {
  const { offset, result } = asn1.fromBER(der)
  if (offset === -1) throw new Error('not DER')
  return result
}

const oid = (value: string) => new asn1.ObjectIdentifier({ value })
const sequence = (value: asn1.AsnType[]) => new asn1.Sequence({ value })
const algorithm = (value: string) => sequence([oid(value), new asn1.Null()])
const attribute = (type: string, value: asn1.AsnType) =>
  sequence([oid(type), new asn1.Set({ value: [value] })])
const tagged = (tagNumber: number, value: asn1.AsnType[]) =>
  new asn1.Constructed({ idBlock: { tagClass: 3, tagNumber }, value })
