// A certificate authority for one machine's names, and the certificate that its servers use. Loaded for `--lan` only.
import 'reflect-metadata'
import { createHash, webcrypto } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { AsnConvert } from '@peculiar/asn1-schema'
import {
  GeneralName,
  GeneralSubtree,
  GeneralSubtrees,
  id_ce_nameConstraints,
  NameConstraints,
} from '@peculiar/asn1-x509'
import * as x509 from '@peculiar/x509'

/** What the certificate is for: names as phones resolve them, and IPv4 addresses. */
export type CertificateNames = { dns: readonly string[]; ips: readonly string[] }

export type Authority = {
  certificate: x509.X509Certificate
  keys: webcrypto.CryptoKeyPair
  /** PEM, for the phone to install. */
  pem: string
  /** Made by this call: phones that trust an earlier one must install this one. */
  isNew: boolean
}

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const
const DAY_MS = 86_400_000
/** Apple rejects server certificates that are valid for longer than 825 days: https://support.apple.com/103769 */
const LEAF_DAYS = 397
const AUTHORITY_DAYS = 825
/** Backdated, so that a phone whose clock is behind doesn't find it "not yet valid". */
const SLACK_DAYS = 2

x509.cryptoProvider.set(webcrypto as unknown as Crypto)

/**
 * The authority kept in the folder. A new one is made when there is none, when it expires before a leaf would, or when
 * it is not constrained to exactly these names: whoever installs it trusts it for this machine and for nothing else.
 */
export async function loadAuthority(folder: string, names: CertificateNames): Promise<Authority> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const kept = await readAuthority(folder)
  if (kept && endsLater(kept.certificate, LEAF_DAYS) && isFor(kept.certificate, names)) return kept
  const made = await makeAuthority(names)
  const key = await webcrypto.subtle.exportKey('pkcs8', made.keys.privateKey)
  const pem = x509.PemConverter.encode(key, 'PRIVATE KEY')
  await writeFile(join(folder, 'authority.key'), `${pem}\n`, { mode: 0o600 })
  await writeFile(join(folder, 'authority.pem'), made.pem)
  return made
}

async function readAuthority(folder: string): Promise<Authority | null> {
  const read = (name: string) => readFile(join(folder, name), 'utf8').catch(() => null)
  const [pem, keyPem] = await Promise.all([read('authority.pem'), read('authority.key')])
  if (pem === null || keyPem === null) return null
  const certificate = new x509.X509Certificate(pem)
  const [der] = x509.PemConverter.decode(keyPem)
  const privateKey = await webcrypto.subtle.importKey(
    'pkcs8',
    der as ArrayBuffer,
    ALGORITHM,
    true,
    ['sign'],
  )
  const publicKey = (await certificate.publicKey.export(ALGORITHM, [
    'verify',
  ])) as webcrypto.CryptoKey
  return { certificate, keys: { privateKey, publicKey }, pem, isNew: false }
}

async function makeAuthority(names: CertificateNames): Promise<Authority> {
  const keys = await webcrypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify'])
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    // Never two with the same name: a phone lists them side by side.
    name: `CN=Maguey on ${names.dns[0] ?? names.ips[0]} (${new Date().toISOString().slice(0, 10)})`,
    ...validFor(AUTHORITY_DAYS),
    keys,
    signingAlgorithm: ALGORITHM,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign, true),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
      constrainedTo(names),
    ],
  })
  return { certificate, keys, pem: `${certificate.toString('pem')}\n`, isNew: true }
}

/** RFC 5280, 4.2.1.10: critical, and an address with a mask of all ones means that address alone. */
function constrainedTo({ dns, ips }: CertificateNames): x509.Extension {
  const subtree = (name: Partial<GeneralName>) =>
    new GeneralSubtree({ base: new GeneralName(name) })
  const permitted = [
    ...dns.map((dNSName) => subtree({ dNSName })),
    ...ips.map((ip) => subtree({ iPAddress: `${ip}/32` })),
  ]
  const constraints = new NameConstraints({ permittedSubtrees: new GeneralSubtrees(permitted) })
  return new x509.Extension(id_ce_nameConstraints, true, AsnConvert.serialize(constraints))
}

function isFor(certificate: x509.X509Certificate, names: CertificateNames): boolean {
  const found = certificate.getExtension(id_ce_nameConstraints)
  const wanted = constrainedTo(names)
  return found !== null && Buffer.from(found.value).equals(Buffer.from(wanted.value))
}

/** A certificate and its key, PEM, for servers with these names; issued anew at each start. */
export async function issueCertificate(
  authority: Authority,
  { dns, ips }: CertificateNames,
): Promise<{ cert: string; key: string }> {
  const keys = await webcrypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify'])
  const certificate = await x509.X509CertificateGenerator.create({
    subject: `CN=${dns[0] ?? ips[0]}`,
    issuer: authority.certificate.subject,
    ...validFor(LEAF_DAYS),
    publicKey: keys.publicKey,
    signingKey: authority.keys.privateKey,
    signingAlgorithm: ALGORITHM,
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
      new x509.SubjectAlternativeNameExtension([
        ...dns.map((value) => ({ type: 'dns' as const, value })),
        ...ips.map((value) => ({ type: 'ip' as const, value })),
      ]),
      await x509.AuthorityKeyIdentifierExtension.create(authority.keys.publicKey),
    ],
  })
  const key = await webcrypto.subtle.exportKey('pkcs8', keys.privateKey)
  return {
    cert: `${certificate.toString('pem')}\n${authority.pem}`,
    key: x509.PemConverter.encode(key, 'PRIVATE KEY'),
  }
}

/** SHA-256 of the certificate, as phones show it, for a person to compare before trusting it. */
export function fingerprintOf({ certificate }: Authority): string {
  const hex = createHash('sha256').update(Buffer.from(certificate.rawData)).digest('hex')
  return (hex.toUpperCase().match(/../g) ?? []).join(':')
}

const validFor = (days: number) => ({
  notBefore: new Date(Date.now() - SLACK_DAYS * DAY_MS),
  notAfter: new Date(Date.now() + (days - SLACK_DAYS) * DAY_MS),
})

const endsLater = ({ notAfter }: x509.X509Certificate, days: number): boolean =>
  notAfter.getTime() > Date.now() + days * DAY_MS
