// Puts a ticket into the phone's wallet, where this installation makes passes for one that the phone may have.

import { hear } from '@maguey/ui/hear.ts'
import { WalletCards } from 'lucide-react'
import { useEffect, useState } from 'react'
import { m } from '#messages'
import {
  fetchApplePass,
  fetchGooglePass,
  readWallets,
  type TicketKey,
} from '#shared/api/passes-api.ts'
import { type Wallet, walletsToOffer } from './wallets-to-offer.ts'

/** Asked once per visit; without an answer there are no buttons, and the tickets work all the same. */
let asked: ReturnType<typeof readWallets> | undefined

export function WalletButtons(key: TicketKey) {
  const [offered, setOffered] = useState<readonly Wallet[]>([])
  const [making, setMaking] = useState(false)
  const [failed, setFailed] = useState(false)
  useEffect(() => {
    asked ??= readWallets()
    hear(
      asked.then((answer) => {
        if (answer.ok) setOffered(walletsToOffer(answer.value, navigator.userAgent))
        else asked = undefined
      }),
    )
  }, [])
  const add = async (wallet: Wallet) => {
    setMaking(true)
    setFailed(false)
    const opened = await open(wallet, key)
    setMaking(false)
    setFailed(!opened)
  }
  if (offered.length === 0) return null
  return (
    <div className="mt-3 space-y-2.5">
      {offered.map((wallet) => (
        <button
          key={wallet}
          type="button"
          data-testid={`wallet-${wallet}`}
          disabled={making}
          onClick={() => hear(add(wallet))}
          className="flex min-h-12 w-full items-center justify-center gap-2 rounded-control border border-line-strong font-semibold hover:bg-raised"
        >
          <WalletCards aria-hidden className="size-5" />
          {wallet === 'apple' ? m.add_to_apple_wallet() : m.add_to_google_wallet()}
        </button>
      ))}
      <p role="status" className={failed ? 'text-center text-sm' : 'sr-only'}>
        {failed ? m.wallet_failed() : ''}
      </p>
    </div>
  )
}

/** Safari opens a pass as what it is when the page goes there, and only saves it as a download. */
async function open(wallet: Wallet, key: TicketKey): Promise<boolean> {
  if (wallet === 'google') {
    const answer = await fetchGooglePass(key)
    if (answer.ok) location.assign(answer.value.url)
    return answer.ok
  }
  const answer = await fetchApplePass(key)
  if (!answer.ok) return false
  const url = URL.createObjectURL(answer.value)
  location.assign(url)
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
  return true
}
