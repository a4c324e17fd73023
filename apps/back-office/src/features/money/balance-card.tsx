// Whether the payment provider's balance agrees with the takings.

import { Button } from '@maguey/ui/button.tsx'
import { formatDayAndClock } from '@maguey/ui/format/moment.ts'
import { formatAmount } from '@maguey/ui/format/money.ts'
import { hear } from '@maguey/ui/hear.ts'
import type { Answer, Failure } from '@maguey/wire/failure'
import type { Takings } from '@maguey/wire/takings'
import { CircleCheck, RefreshCw, TriangleAlert } from 'lucide-react'
import { useState } from 'react'
import { m } from '#messages'
import { region } from '#shared/format/region.ts'
import { FailureNotice } from '#shared/rpc/failure-notice.tsx'
import { bridgeOf } from './balance-bridge.ts'
import { BalanceGaps } from './balance-gaps.tsx'

type BalanceCardProps = {
  takings: Takings
  check: () => Promise<Answer<unknown>>
  onRead: () => Promise<void>
}

export function BalanceCard({ takings, check, onRead }: BalanceCardProps) {
  const [checking, setChecking] = useState(false)
  const [failure, setFailure] = useState<Failure | null>(null)
  const { balance, timezone } = takings

  async function checkNow(): Promise<void> {
    setChecking(true)
    setFailure(null)
    const answer = await check()
    if (!answer.ok) setFailure(answer.failure)
    await onRead()
    setChecking(false)
  }

  return (
    <section
      aria-labelledby="balance"
      className="rounded-card border border-line bg-surface p-4 sm:p-6"
      data-agrees={agrees(takings)}
      data-testid="balance"
    >
      <div className="flex flex-wrap items-center justify-between gap-3">
        <div>
          <h2 className="font-bold text-xl" id="balance">
            {m.balance_title()}
          </h2>
          <p className="text-ink-soft text-sm">
            {balance.read_until === null
              ? m.balance_unread()
              : m.balance_read({
                  time: formatDayAndClock(balance.read_until, {
                    timeZone: timezone,
                    region: region(),
                  }),
                })}
          </p>
        </div>
        <Button
          disabled={checking}
          icon={<RefreshCw aria-hidden className="size-5" />}
          look="secondary"
          onClick={() => hear(checkNow())}
        >
          {checking ? m.balance_checking() : m.balance_check()}
        </Button>
      </div>
      {failure && <FailureNotice failure={failure} />}
      <Verdict takings={takings} />
      <Bridge takings={takings} />
      <BalanceGaps takings={takings} />
    </section>
  )
}

const agrees = ({ balance }: Takings): boolean =>
  balance.read_until !== null && balance.gap_count === 0 && Number(balance.fresh) === 0

function Verdict({ takings }: { takings: Takings }) {
  const { gap_count: count } = takings.balance
  if (agrees(takings))
    return (
      <p className="mt-3 flex gap-2.5" role="status">
        <CircleCheck aria-hidden className="mt-0.5 size-5 shrink-0 text-agave" />
        <span>
          <span className="font-semibold">{m.balance_agrees()}.</span>{' '}
          <span className="text-ink-soft">{m.balance_agrees_note()}</span>
        </span>
      </p>
    )
  if (count === 0) return null
  return (
    <p className="mt-3 flex gap-2.5 font-semibold" role="status">
      <TriangleAlert aria-hidden className="mt-0.5 size-5 shrink-0 text-warning" />
      {m.balance_gaps({ count, figure: String(count) })}
    </p>
  )
}

function Bridge({ takings }: { takings: Takings }) {
  return (
    <dl className="mt-4 max-w-xl">
      {bridgeOf(takings).map(({ label, amount, isSum }) => (
        <div
          className={`flex items-baseline justify-between gap-4 py-1.5 ${isSum ? 'border-line border-t font-bold' : ''}`}
          key={label}
        >
          <dt className={isSum ? '' : 'text-ink-soft'}>{label}</dt>
          <dd className="tabular-nums">{formatAmount(amount, takings.currency, region())}</dd>
        </div>
      ))}
    </dl>
  )
}
