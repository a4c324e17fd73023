// A ticket that somebody was given, kept on this device with its key, so that it shows at the door without a signal.
import { type TransferView, transferView } from '@maguey/wire/transfers'
import * as v from 'valibot'

const keyOf = (transferId: string) => `maguey.kept-transfer.${transferId}`

const KeptTransfer = v.object({ token: v.string(), view: v.nullable(transferView.answer) })

type KeptTransfer = { token: string; view: TransferView | null }

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
