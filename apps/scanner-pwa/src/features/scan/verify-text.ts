// From a text, whatever its source, to what the decision needs: parsed, and its signature checked.
import type { ScanPayload } from '@maguey/ticket-core/decide-scan'
import type { Ed25519Verifier } from '@maguey/ticket-core/ed25519'
import { createWebCryptoVerifier, webCryptoHasEd25519 } from '@maguey/ticket-core/ed25519-webcrypto'
import {
  type PublicKey,
  parseQrText,
  type SignatureCheck,
  type SignedQrText,
  verifyQrText,
} from '@maguey/ticket-core/qr-text'
import type { EventRow } from '#db/rows.ts'

/** Public keys travel as base64url. An unreadable key is left out: its tickets verify as `unknown_key`. */
export function publicKeysOf(keys: EventRow['keys']): PublicKey[] {
  return keys.flatMap(({ kid, publicKey }) => {
    try {
      const binary = atob(publicKey.replaceAll('-', '+').replaceAll('_', '/'))
      return [{ kid, publicKey: Uint8Array.from(binary, (symbol) => symbol.charCodeAt(0)) }]
    } catch {
      return []
    }
  })
}

/** Never rejects: if the verifier can't be loaded, the signature stays unchecked, and the next scan tries again. */
export async function verifyText(
  text: string,
  keys: readonly PublicKey[],
  verifier: () => Promise<Ed25519Verifier>,
): Promise<ScanPayload> {
  const parsed = parseQrText(text)
  if (parsed.kind !== 'signed') return parsed
  const { kind, ticketId, eventCode, eventDay, typeCode } = parsed
  const signature = await checkSignature(parsed, keys, verifier)
  return { kind, ticketId, eventCode, eventDay, typeCode, signature }
}

async function checkSignature(
  parsed: SignedQrText,
  keys: readonly PublicKey[],
  verifier: () => Promise<Ed25519Verifier>,
): Promise<SignatureCheck> {
  try {
    return await verifyQrText(parsed, keys, await verifier())
  } catch {
    return 'unchecked'
  }
}

/** The platform's Ed25519 if available (never on plain http); otherwise the JavaScript one, loaded only then. */
export async function chooseVerifier(
  subtle: SubtleCrypto | undefined = globalThis.crypto?.subtle,
): Promise<Ed25519Verifier> {
  if (subtle && (await webCryptoHasEd25519(subtle))) return createWebCryptoVerifier(subtle)
  return (await import('@maguey/ticket-core/ed25519-noble')).ed25519Noble
}
