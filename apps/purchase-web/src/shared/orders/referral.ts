// Whose link brought somebody here (`?p=CODE`): kept for this tab only, and told with a checkout.

const KEY = 'maguey.referral'

/** The code of an address; null for anything that can't be one. */
export function referralOf(search: string): string | null {
  const code = new URLSearchParams(search).get('p') ?? ''
  return /^[A-Za-z0-9]{3,24}$/.test(code) ? code.toUpperCase() : null
}

/** The last link that was followed counts. Gone with the tab: nobody is followed around. */
export function keepReferral(storage: Storage, search: string): void {
  const code = referralOf(search)
  if (code === null) return
  try {
    storage.setItem(KEY, code)
  } catch {
    // The page that was opened by the link still has it in its address.
  }
}

export const findReferral = (storage: Storage, search: string): string | undefined =>
  referralOf(search) ?? storage.getItem(KEY) ?? undefined
