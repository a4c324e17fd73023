// Passes as this installation makes them.
import type { Dependencies } from '../dependencies.ts'
import { passToken } from '../secrets.ts'
import { type AppleWallet, createApplePass } from './apple-pass.ts'
import type { PassFacts } from './pass-facts.ts'

/** Below the API's address; the wallet appends `/v1/…`. */
export const APPLE_SERVICE = '/wallets/apple'

export async function makeApplePass(
  { settings, clock }: Pick<Dependencies, 'settings' | 'clock'>,
  facts: PassFacts,
  apple: AppleWallet,
): Promise<Uint8Array<ArrayBuffer>> {
  const url = `${settings.apiUrl}/functions/v1/api${APPLE_SERVICE}`
  const token = await passToken(settings.orderTokenSecret, facts.ticket.ticket_id)
  return createApplePass(facts, apple, { url, token }, clock.nowMs())
}
