// The keys to this device's orders: 128-bit tokens under `maguey.order.<id>`, never in an address that a server sees.

const keyOf = (orderId: string) => `maguey.order.${orderId}`

/** A token as the API makes it: 16 bytes or more of base64url. */
export const isToken = (text: string) => /^[A-Za-z0-9_-]{16,128}$/.test(text)

export function keepOrderToken(storage: Storage, orderId: string, token: string): void {
  try {
    storage.setItem(keyOf(orderId), token)
  } catch {
    // Storage full or forbidden: the link in the mail still opens the order.
  }
}

/**
 * The token from the page's own address (`/orders/<id>#<token>`), else the kept one. The address's is not kept here:
 * a wrong link must not take the place of a key that works.
 * `null` when this device has no key to the order.
 */
export function findOrderToken(storage: Storage, orderId: string, hash: string): string | null {
  const fromLink = hash.replace(/^#/, '')
  return isToken(fromLink) ? fromLink : storage.getItem(keyOf(orderId))
}
