// The keyed hash that stands for a name on a phone: without the night's key it can't be guessed from a list of names.
import { hmac } from '@noble/hashes/hmac.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { utf8ToBytes } from '@noble/hashes/utils.js'
import { base64urlnopad } from '@scure/base'
import type { HashText } from './name-keys.ts'

/** 72 bits: with a hundred thousand of them on a phone, two are the same by chance once in a trillion nights. */
const KEPT_BYTES = 9

/**
 * HMAC-SHA-256 (RFC 2104) of the text in UTF-8, its first 9 bytes as 12 characters of base64url.
 * @param key base64url without padding; throws if it isn't
 */
export function banHasher(key: string): HashText {
  // The key's part of the work is done once.
  const keyed = hmac.create(sha256, base64urlnopad.decode(key))
  return (text) => {
    const hash = keyed.clone().update(utf8ToBytes(text)).digest()
    return base64urlnopad.encode(hash.subarray(0, KEPT_BYTES))
  }
}
