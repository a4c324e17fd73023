// Asks for a transfer, and keeps it on this device once it is one's own ticket.

import type { TransferView } from '@maguey/wire/transfers'
import { useEffect, useState } from 'react'
import { askAgainAfterMs } from '#shared/api/ask-again.ts'
import { createSource, type Known, type Source, useSource } from '#shared/api/source.ts'
import { findTransfer } from '#shared/api/transfers-api.ts'
import { findKeptTransfer, keepTransfer } from '#shared/orders/kept-transfers.ts'

export type AskedTransfer = Known<TransferView> & Pick<Source<TransferView>, 'ask'>

/** For as long as the component stands: another key is another component. */
export function useTransfer(id: string, token: string): AskedTransfer {
  const [source] = useState(() => transferSource(id, token))
  const known = useSource(source)
  const { data, dataAtMs } = known
  useEffect(() => {
    if (data?.transfer.holds)
      keepTransfer(localStorage, id, { token, keptAtMs: dataAtMs, view: data })
  }, [data, dataAtMs, id, token])
  return { ...known, ask: source.ask }
}

function transferSource(id: string, token: string): Source<TransferView> {
  // A ticket kept on this phone shows at once; the network only brings it up to date.
  const kept = findKeptTransfer(localStorage, id)
  return createSource({
    ask: (signal) => findTransfer(id, token, signal),
    againInMs: ({ failure, failures }) =>
      failure ? askAgainAfterMs(failure, failures, Math.random()) : false,
    known:
      kept?.view && kept.token === token ? { data: kept.view, atMs: kept.keptAtMs } : undefined,
    staleMs: 0,
  })
}
