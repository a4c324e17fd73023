// Ed25519 verification by the platform's WebCrypto, where it has it: far faster on a phone than JavaScript.
import type { Ed25519Verifier } from './ed25519.ts'

/** The two methods of SubtleCrypto that are used; `crypto.subtle` fits. */
export type SubtleVerifier<Key> = {
  importKey(
    format: 'raw',
    keyData: Uint8Array<ArrayBuffer>,
    algorithm: { name: string },
    extractable: boolean,
    keyUsages: 'verify'[],
  ): Promise<Key>
  verify(
    algorithm: { name: string },
    key: Key,
    signature: Uint8Array<ArrayBuffer>,
    data: Uint8Array<ArrayBuffer>,
  ): Promise<boolean>
}

const ALGORITHM = { name: 'Ed25519' }

/** A verifier on `subtle`. Imported keys are kept, because a venue has one or two and a night has thousands of scans. */
export function createWebCryptoVerifier<Key>(subtle: SubtleVerifier<Key>): Ed25519Verifier {
  const imported = new Map<string, Promise<Key>>()

  const keyOf = (publicKey: Uint8Array): Promise<Key> => {
    const name = publicKey.join()
    const known = imported.get(name)
    if (known !== undefined) return known
    const key = subtle.importKey('raw', owned(publicKey), ALGORITHM, false, ['verify'])
    imported.set(name, key)
    return key
  }

  return {
    async verify(signature, message, publicKey) {
      if (signature.length !== 64 || publicKey.length !== 32) return false
      try {
        const key = await keyOf(publicKey)
        return await subtle.verify(ALGORITHM, key, owned(signature), owned(message))
      } catch (error) {
        // The next scan imports the key again: what failed once (memory pressure, say) may work then.
        imported.delete(publicKey.join())
        throw error
      }
    },
  }
}

/**
 * True when `subtle` verifies Ed25519 for real: it must accept the first test vector of RFC 8032 §7.1 and refuse a
 * changed one. Presence of the method proves nothing, and some engines know the name but not the algorithm.
 */
export async function webCryptoHasEd25519<Key>(subtle: SubtleVerifier<Key>): Promise<boolean> {
  const verifier = createWebCryptoVerifier(subtle)
  const empty = new Uint8Array(0)
  try {
    const good = await verifier.verify(PROBE_SIGNATURE, empty, PROBE_PUBLIC_KEY)
    const changed = await verifier.verify(PROBE_SIGNATURE, new Uint8Array(1), PROBE_PUBLIC_KEY)
    return good && !changed
  } catch {
    return false
  }
}

/** WebCrypto rejects views of shared memory; a copy is never one. */
function owned(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(bytes)
}

const bytesOf = (hex: string): Uint8Array =>
  Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))

const PROBE_PUBLIC_KEY = bytesOf('d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a')
const PROBE_SIGNATURE = bytesOf(
  'e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155' +
    '5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b',
)
