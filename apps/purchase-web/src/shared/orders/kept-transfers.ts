// A ticket that somebody was given, kept on this device with its key, so that it shows at the door without a signal;
// and before that the key of an acceptance whose answer may be lost.
import { type TransferView, transferView } from '@maguey/wire/transfers'
import * as v from 'valibot'
import { isToken } from './order-tokens.ts'

const keyOf = (transferId: string) => `maguey.kept-transfer.${transferId}`
const acceptKeyOf = (transferId: string) => `maguey.accept-key.${transferId}`

const KeptTransfer = v.object({
  token: v.string(),
  keptAtMs: v.number(),
  view: v.nullable(transferView.answer),
})

type KeptTransfer = { token: string; keptAtMs: number; view: TransferView | null }

/** A full or forbidden storage is no error: the link in the mail still opens it. */
export function keepTransfer(storage: Storage, transferId: string, kept: KeptTransfer): void {
  try {
    storage.setItem(keyOf(transferId), JSON.stringify(kept))
  } catch {
    // The page still works with a signal.
  }
}

export function findKeptTransfer(storage: Storage, transferId: string): KeptTransfer | null {
  try {
    const parsed = v.safeParse(
      KeptTransfer,
      JSON.parse(storage.getItem(keyOf(transferId)) ?? 'null'),
    )
    return parsed.success ? parsed.output : null
  } catch {
    return null
  }
}

/**
 * The kept recipient's token, else the one in the address (`/transfers/<id>#<token>`): whoever has accepted may still
 * tap the offer's link, which shows no code.
 */
export function findTransferToken(
  storage: Storage,
  transferId: string,
  hash: string,
): string | null {
  const fromLink = hash.replace(/^#/, '')
  const kept = findKeptTransfer(storage, transferId)?.token
  return kept ?? (isToken(fromLink) ? fromLink : null)
}

/** The key that this device has sent with an acceptance of this transfer; null if it never sent one. */
export const findAcceptKey = (storage: Storage, transferId: string): string | null =>
  storage.getItem(acceptKeyOf(transferId))

/**
 * To be called before sending: a retry, be it after a reload, is the same acceptance.
 *
 * @param fresh the key of a first attempt
 * @returns the key to send
 */
export function keepAcceptKey(storage: Storage, transferId: string, fresh: string): string {
  const kept = findAcceptKey(storage, transferId)
  if (kept !== null) return kept
  try {
    storage.setItem(acceptKeyOf(transferId), fresh)
  } catch {
    // The caller has it for as long as the page is open.
  }
  return fresh
}

export function forgetAcceptKey(storage: Storage, transferId: string): void {
  storage.removeItem(acceptKeyOf(transferId))
}
