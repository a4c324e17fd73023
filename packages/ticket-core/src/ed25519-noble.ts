// Ed25519 in plain JavaScript (@noble/ed25519 with its hash from @noble/hashes): the same on every runtime, no WebCrypto needed.
import { getPublicKey, hashes, sign, verify } from '@noble/ed25519'
import { sha512 } from '@noble/hashes/sha2.js'
import type { Ed25519 } from './ed25519.ts'

hashes.sha512 = sha512

/**
 * Verification is strict (RFC 8032, not ZIP 215): S ≥ ℓ, non-canonical points and public keys of small order are
 * refused, so that no second signature can be made from a good one.
 */
export const ed25519Noble: Ed25519 = {
  async sign(secretKey, message) {
    return sign(message, secretKey)
  },
  async publicKeyOf(secretKey) {
    return getPublicKey(secretKey)
  },
  async verify(signature, message, publicKey) {
    try {
      return verify(signature, message, publicKey, { zip215: false })
    } catch {
      // noble throws on bytes of the wrong length; the port returns false.
      return false
    }
  },
}
