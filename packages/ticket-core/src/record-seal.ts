// The seal of a night's record: hashes of the whole and of each of its parts, signed by the venue's key. Whoever has the
// file and the public key can tell that it was changed, and where.
import { sha256 } from '@noble/hashes/sha2.js'
import { base64urlnopad, hex, utf8 } from '@scure/base'
import { canonicalJson, type Json } from './canonical-json.ts'
import type { Ed25519Verifier } from './ed25519.ts'

export type SealedContent = { readonly [key: string]: Json }

export type RecordSeal = {
  /** Canonical JSON: what the signature covers. */
  readonly manifest: string
  /** Of the canonical record, in hex. */
  readonly sha256: string
  readonly kid: string
  /** base64url */
  readonly signature: string
}

/** Nothing else that the venue's key signs begins like this. */
const SIGNED_AS = 'maguey night record 1\n'

/** Hashes by JSON Pointer (RFC 6901): each member, and of `parts` each member of each part. */
function digestsOf({ parts, ...rest }: SealedContent): Record<string, string> {
  const inside = isObject(parts)
    ? membersOf(parts, '/parts').flatMap(([at, part]) => membersOf(part, at))
    : []
  return Object.fromEntries(
    [...membersOf(rest, ''), ...inside].map(([at, one]) => [at, hashOf(one)]),
  )
}

/** What has no members stands for itself. */
const membersOf = (value: Json, at: string): [pointer: string, member: Json][] =>
  isObject(value)
    ? Object.entries(value).map(([key, one]) => [`${at}/${escaped(key)}`, one])
    : [[at, value]]

/**
 * @param sign returns the 64-byte Ed25519 signature made with the key that `kid` names
 * @returns the seal, and the record as the text whose hash it has
 */
export async function sealRecord(
  content: SealedContent,
  key: {
    readonly kid: string
    readonly sign: (message: Uint8Array) => Promise<Uint8Array> | Uint8Array
  },
): Promise<{ readonly text: string; readonly seal: RecordSeal }> {
  const text = canonicalJson(content)
  const whole = hashOf(content)
  const manifest = canonicalJson({ sha256: whole, digests: digestsOf(content) })
  const signature = base64urlnopad.encode(await key.sign(signedBytes(manifest)))
  return { text, seal: { manifest, sha256: whole, kid: key.kid, signature } }
}

export type RecordVerdict =
  | { readonly is: 'unchanged' }
  /** JSON Pointers of what was changed, added or taken out since it was sealed. */
  | { readonly is: 'changed'; readonly where: readonly string[] }
  /** The seal is none of this key: made by another, or changed itself. */
  | { readonly is: 'not_signed_by_key' }

/** @param publicKey 32 bytes */
export async function checkRecord(
  { content, seal }: { content: SealedContent; seal: Pick<RecordSeal, 'manifest' | 'signature'> },
  { publicKey, verifier }: { publicKey: Uint8Array; verifier: Ed25519Verifier },
): Promise<RecordVerdict> {
  const signature = decoded(seal.signature)
  const manifest = readManifest(seal.manifest)
  if (signature === null || manifest === null) return { is: 'not_signed_by_key' }
  if (!(await verifier.verify(signature, signedBytes(seal.manifest), publicKey)))
    return { is: 'not_signed_by_key' }
  if (hashOf(content) === manifest.sha256) return { is: 'unchanged' }
  const now = digestsOf(content)
  const pointers = [...new Set([...Object.keys(manifest.digests), ...Object.keys(now)])].sort()
  const where = pointers.filter((at) => manifest.digests[at] !== now[at])
  // A part with nothing in it has no hash of its own.
  return { is: 'changed', where: where.length > 0 ? where : ['/parts'] }
}

/** How people compare keys and hashes: groups of four, of the first 16 bytes. */
export function fingerprint(bytes: Uint8Array): string {
  return (hex.encode(sha256(bytes)).slice(0, 32).match(/.{4}/g) ?? []).join(' ')
}

/** Null for what is no base64url. */
export function decoded(text: string): Uint8Array | null {
  try {
    return base64urlnopad.decode(text)
  } catch {
    return null
  }
}

function readManifest(text: string): { sha256: string; digests: SealedContent } | null {
  try {
    const manifest: unknown = JSON.parse(text)
    if (!isObject(manifest)) return null
    const { sha256: whole, digests } = manifest
    return typeof whole === 'string' && isObject(digests) ? { sha256: whole, digests } : null
  } catch {
    return null
  }
}

const signedBytes = (manifest: string) => utf8.decode(SIGNED_AS + manifest)
const hashOf = (value: Json) => hex.encode(sha256(utf8.decode(canonicalJson(value))))
const escaped = (key: string) => key.replaceAll('~', '~0').replaceAll('/', '~1')

const isObject = (value: unknown): value is SealedContent =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
