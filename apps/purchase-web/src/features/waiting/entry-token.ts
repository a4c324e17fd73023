// The key to a place on a waiting list, kept on this device: whoever comes back from the pay page has no link at hand.
import { isToken } from '#shared/orders/order-tokens.ts'

const keyOf = (entryId: string) => `maguey.waiting.${entryId}`

/** From the link in the mail (`/waiting/<id>#<token>`), else the kept one; null without either. */
export function findEntryToken(storage: Storage, entryId: string, hash: string): string | null {
  const fromLink = hash.replace(/^#/, '')
  return isToken(fromLink) ? fromLink : storage.getItem(keyOf(entryId))
}

export function keepEntryToken(storage: Storage, entryId: string, token: string): void {
  try {
    storage.setItem(keyOf(entryId), token)
  } catch {
    // Storage full or forbidden: the link in the mail still opens it.
  }
}
