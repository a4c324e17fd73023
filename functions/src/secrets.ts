// Order tokens, hashes and constant-time comparison.
const encoder = new TextEncoder()

/**
 * The 128-bit token that opens an order's page, derived so that mails can be written without storing it.
 *
 * @param version how often the link was renewed; a link works only while the database has its hash
 * @returns 22 characters of base64url
 */
export async function orderToken(secret: string, orderId: string, version = 0): Promise<string> {
  const name = version === 0 ? `order:${orderId}` : `order:${orderId}:${version}`
  const mac = await hmacSha256(secret, name)
  return base64Url(mac.subarray(0, 16))
}

/** The token of an offered ticket's link; the payer knows it, so that it shows no code. */
export async function offerToken(secret: string, transferId: string): Promise<string> {
  return base64Url((await hmacSha256(secret, `offer:${transferId}`)).subarray(0, 16))
}

/** The token that opens a ticket for whoever accepted it, and for nobody else. */
export async function recipientToken(secret: string, transferId: string): Promise<string> {
  return base64Url((await hmacSha256(secret, `recipient:${transferId}`)).subarray(0, 16))
}

/** The token of a place on a waiting list; only the mail to its address has it. */
export async function waitingToken(secret: string, entryId: string): Promise<string> {
  return base64Url((await hmacSha256(secret, `waiting:${entryId}`)).subarray(0, 16))
}

/** Lets whoever has a mail about a place on a waiting list leave it; opens nothing. */
export async function waitingSeal(secret: string, entryId: string): Promise<string> {
  return base64Url((await hmacSha256(secret, `leave-waiting:${entryId}`)).subarray(0, 16))
}

/** Lets whoever has this reminder stop more of them; opens nothing, and so may stand in a server's log. */
export async function reminderSeal(secret: string, mailId: string): Promise<string> {
  return base64Url((await hmacSha256(secret, `reminders:${mailId}`)).subarray(0, 16))
}

/** What an Apple pass proves itself with when its wallet asks whether it has changed: whoever has the pass has it. */
export async function passToken(secret: string, ticketId: string): Promise<string> {
  return base64Url((await hmacSha256(secret, `pass:${ticketId}`)).subarray(0, 16))
}

/** A token as the database stores it. */
export async function tokenHash(token: string): Promise<string> {
  return sha256Hex(token)
}

export async function sha256Hex(text: string): Promise<string> {
  return hex(new Uint8Array(await crypto.subtle.digest('SHA-256', encoder.encode(text))))
}

/** A pseudonym for an address in the rate buckets; the address can't be read from it. */
export async function pseudonym(secret: string, text: string): Promise<string> {
  return hex((await hmacSha256(secret, `address:${text}`)).subarray(0, 12))
}

/** Compares through digests of equal length, so that neither content nor length shows in the time taken. */
export async function equalSecrets(left: string, right: string): Promise<boolean> {
  const [a, b] = await Promise.all([sha256Hex(left), sha256Hex(right)])
  let difference = 0
  for (let index = 0; index < a.length; index += 1) {
    difference |= a.charCodeAt(index) ^ b.charCodeAt(index)
  }
  return difference === 0
}

async function hmacSha256(secret: string, text: string): Promise<Uint8Array> {
  const algorithm = { name: 'HMAC', hash: 'SHA-256' }
  const key = await crypto.subtle.importKey('raw', encoder.encode(secret), algorithm, false, [
    'sign',
  ])
  return new Uint8Array(await crypto.subtle.sign('HMAC', key, encoder.encode(text)))
}

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

function base64Url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '')
}
