// Within twelve hours of the doors the shop opens on the tickets; every other page stays one tap away.
import { goTo } from '#shared/routing/address.ts'

const OPENED = 'maguey.opened'

/** Only for the first page of a tab, or of the installed app: whoever then goes to the list of nights means it. */
export async function openOnTheNight(): Promise<void> {
  if (wasOpened() || location.pathname !== '/') return
  const isKept = (key: string) => /^maguey\.kept-(order|transfer)\./.test(key)
  // Most who come have no tickets, and load nothing more.
  if (!Object.keys(localStorage).some(isKept)) return
  const { addressOf, nightsForTheDoor } = await import('#features/wallet/kept-nights.ts')
  const [night, another] = nightsForTheDoor(localStorage, Date.now())
  if (!night || location.pathname !== '/') return
  goTo(another ? '/tickets' : addressOf(night), { replace: true })
}

function wasOpened(): boolean {
  try {
    const opened = sessionStorage.getItem(OPENED) !== null
    sessionStorage.setItem(OPENED, '1')
    return opened
  } catch {
    // Nothing can be remembered: rather stay than come back to the tickets again and again.
    return true
  }
}
