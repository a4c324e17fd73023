// The PIN with which a manager overrules a verdict: how it is hashed, in the back office and on the phones alike.

/** Digits: typed on a pad with gloves on. */
export const PIN_LENGTH = 6

/** OWASP's figure for PBKDF2-SHA256 (Password Storage Cheat Sheet, 2023). */
export const PIN_ITERATIONS = 600_000

export const PIN_SALT_BYTES = 16

/** False for what anybody would try first: six times the same, or a run up or down. */
export function isGoodPin(pin: string): boolean {
  if (!/^\d{6}$/.test(pin)) return false
  const steps = [...pin].slice(1).map((digit, nth) => Number(digit) - Number(pin[nth]))
  return new Set(steps).size > 1 || Math.abs(steps[0] ?? 0) > 1
}

/** The two methods of SubtleCrypto that are used; `crypto.subtle` fits. */
export type SubtleDeriver<Key> = {
  importKey(
    format: 'raw',
    keyData: Uint8Array<ArrayBuffer>,
    algorithm: { name: string },
    extractable: boolean,
    keyUsages: 'deriveBits'[],
  ): Promise<Key>
  deriveBits(
    algorithm: {
      name: string
      hash: string
      salt: Uint8Array<ArrayBuffer>
      iterations: number
    },
    key: Key,
    bits: number,
  ): Promise<ArrayBuffer>
}

export type PinSalt = { readonly salt: Uint8Array<ArrayBuffer>; readonly iterations: number }

/** PBKDF2-HMAC-SHA256 (RFC 8018) of the PIN's digits: 32 bytes. */
export async function hashPin<Key>(
  subtle: SubtleDeriver<Key>,
  pin: string,
  { salt, iterations }: PinSalt,
): Promise<Uint8Array> {
  const digits = Uint8Array.from(pin, (digit) => digit.charCodeAt(0))
  const key = await subtle.importKey('raw', digits, { name: 'PBKDF2' }, false, ['deriveBits'])
  const how = { name: 'PBKDF2', hash: 'SHA-256', salt, iterations }
  return new Uint8Array(await subtle.deriveBits(how, key, 256))
}
