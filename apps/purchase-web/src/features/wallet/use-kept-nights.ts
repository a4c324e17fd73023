// The kept tickets, shown at once and then brought up to date: a night may have moved since.
import { hear } from '@maguey/ui/hear.ts'
import { useEffect, useState } from 'react'
import { findOrder } from '#shared/api/orders-api.ts'
import { findTransfer } from '#shared/api/transfers-api.ts'
import { keepOrder } from '#shared/orders/kept-orders.ts'
import { keepTransfer } from '#shared/orders/kept-transfers.ts'
import { type KeptNight, listKeptNights, unseenTransfers } from './kept-nights.ts'

/** Whoever has more nights ahead opens them one by one. */
const MOST_ASKED = 8

export function useKeptNights() {
  const [nights, setNights] = useState(read)
  useEffect(() => {
    const leaving = new AbortController()
    hear(bringUpToDate(leaving.signal).then(() => leaving.signal.aborted || setNights(read())))
    return () => leaving.abort()
  }, [])
  return nights
}

const read = () => listKeptNights(localStorage, Date.now())

type Asked = Pick<KeptNight, 'kind' | 'id' | 'token'>

async function bringUpToDate(signal: AbortSignal): Promise<void> {
  const unseen = unseenTransfers(localStorage).map((key) => ({ ...key, kind: 'transfer' as const }))
  const asked: Asked[] = [...unseen, ...read().coming].slice(0, MOST_ASKED)
  await Promise.all(asked.map((night) => renew(night, signal)))
}

/** Without an answer what is kept stays as it was: it was true when it was last seen. */
async function renew({ kind, id, token }: Asked, signal: AbortSignal): Promise<void> {
  if (kind === 'order') {
    const answer = await findOrder(id, token, null, signal)
    if (answer.ok) keepOrder(localStorage, { token, keptAtMs: Date.now(), view: answer.value })
    return
  }
  const answer = await findTransfer(id, token, signal)
  if (answer.ok && answer.value.transfer.holds)
    keepTransfer(localStorage, id, { token, keptAtMs: Date.now(), view: answer.value })
}
