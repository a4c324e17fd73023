// Cancelling a night: asks for a reason, shows the refunds as they arrive, and retries those that failed.

import { Button } from '@maguey/ui/button.tsx'
import { hear } from '@maguey/ui/hear.ts'
import { Notice } from '@maguey/ui/notice.tsx'
import { TextField } from '@maguey/ui/text-field.tsx'
import type { Cancellation } from '@maguey/wire/order-desk'
import { useCallback, useEffect, useState } from 'react'
import { m } from '#messages'
import { failureWords } from '#shared/rpc/failure-words.ts'
import { AskDialog } from './ask-dialog.tsx'
import { priceWords } from './night-words.ts'
import type { FailedRefund, NightsApi } from './nights-api.ts'

const POLL_MS = 2_000

type CancelProps = { api: NightsApi; id: string; buyers: number; onCancelled: () => void }

export function CancelNight({ api, id, buyers, onCancelled }: CancelProps) {
  const [asking, setAsking] = useState(false)
  const [reason, setReason] = useState('')
  const [error, setError] = useState<string | null>(null)
  const cancel = async () => {
    const answer = await api.cancel(id, reason)
    if (!answer.ok) return setError(failureWords(answer.failure))
    setAsking(false)
    onCancelled()
  }
  return (
    <>
      <Button look="secondary" onClick={() => setAsking(true)}>
        {m.night_cancel()}
      </Button>
      {asking ? (
        <AskDialog
          confirm={m.night_cancel_confirm()}
          danger
          disabled={reason.trim() === ''}
          onClose={() => setAsking(false)}
          onConfirm={() => hear(cancel())}
          title={m.night_cancel_title()}
        >
          <p>{m.night_cancel_body({ count: buyers })}</p>
          <TextField
            label={m.night_cancel_reason()}
            maxLength={500}
            name="reason"
            onChange={(event) => setReason(event.target.value)}
            value={reason}
          />
          {error === null ? null : (
            <p className="font-semibold text-error" role="alert">
              {error}
            </p>
          )}
        </AskDialog>
      ) : null}
    </>
  )
}

type ProgressProps = { api: NightsApi; id: string; currency: string }

export function CancellationProgress({ api, id, currency }: ProgressProps) {
  const [progress, setProgress] = useState<Cancellation | null>(null)
  const [failed, setFailed] = useState<FailedRefund[]>([])
  const [trouble, setTrouble] = useState<string | null>(null)

  const read = useCallback(async () => {
    const answer = await api.progress(id)
    if (!answer.ok) return setTrouble(failureWords(answer.failure))
    setTrouble(null)
    setProgress(answer.value)
    const failures = await api.failures(id)
    if (failures.ok) setFailed(failures.value)
  }, [api, id])

  useEffect(() => {
    let stopped = false
    let timer: ReturnType<typeof setTimeout>
    const loop = async () => {
      await read()
      if (!stopped) timer = setTimeout(() => hear(loop()), POLL_MS)
    }
    hear(loop())
    return () => {
      stopped = true
      clearTimeout(timer)
    }
  }, [read])

  const retry = async () => {
    const answer = await api.retry(id)
    if (!answer.ok) setTrouble(failureWords(answer.failure))
    await read()
  }
  if (progress === null) return trouble === null ? null : <Notice title={trouble} tone="warning" />
  const { refunds, refunds_done, amount, amount_returned } = progress
  return (
    <section className="rounded-card border border-line bg-surface p-5" data-testid="cancellation">
      <h2 className="font-bold text-xl">{m.night_cancelled_title()}</h2>
      <p className="mt-1 text-ink-soft">{progress.reason}</p>
      <label className="mt-4 block font-semibold" htmlFor="refunds">
        {m.night_refunds({ done: refunds_done, all: refunds })}
      </label>
      <progress
        className="mt-2 h-3 w-full accent-agave"
        id="refunds"
        max={Math.max(refunds, 1)}
        value={refunds === 0 ? 1 : refunds_done}
      />
      <p className="mt-2">
        {m.night_refunded({
          done: priceWords(amount_returned, currency),
          all: priceWords(amount, currency),
        })}
      </p>
      {trouble === null ? null : <Notice title={trouble} tone="warning" />}
      {failed.length > 0 ? (
        <div className="mt-4 grid gap-3">
          <Notice title={m.night_refunds_failed({ count: failed.length })} tone="warning">
            <ul>
              {failed.map((refund) => (
                <li key={refund.order_id}>
                  {refund.customer_name ?? refund.customer_email}:{' '}
                  {priceWords(refund.amount, refund.currency)}
                </li>
              ))}
            </ul>
          </Notice>
          <Button onClick={() => hear(retry())}>{m.night_refunds_retry()}</Button>
        </div>
      ) : null}
    </section>
  )
}
