// Ids in Stripe's shape: a prefix that names the kind, then random base-62 characters.

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

/** How many characters follow each prefix; a Checkout Session's id is much longer than the rest. */
const LENGTHS: Record<string, number> = { cs_test: 58, req: 14 }

export type NewId = (prefix: string) => string

export function createNewId(randomBytes: (count: number) => Uint8Array): NewId {
  return (prefix) => {
    const length = LENGTHS[prefix] ?? 24
    let text = ''
    while (text.length < length) text += charactersOf(randomBytes(length * 2))
    return `${prefix}_${text.slice(0, length)}`
  }
}

/** Bytes of 248 and above are dropped, so that each character is equally likely. */
function charactersOf(bytes: Uint8Array): string {
  let text = ''
  for (const byte of bytes) {
    if (byte < 248) text += ALPHABET.charAt(byte % 62)
  }
  return text
}
