// What does not agree with the payment provider's balance, each with its order and the reason.

import { formatAmount } from '@maguey/ui/format/money.ts'
import type { BalanceGap, Takings } from '@maguey/wire/takings'
import { Link } from 'react-router'
import { m } from '#messages'
import { region } from '#shared/format/region.ts'

export function BalanceGaps({ takings: { balance, currency } }: { takings: Takings }) {
  if (balance.gaps.length === 0) return null
  return (
    <>
      <h3 className="mt-5 mb-2 font-bold text-lg">{m.balance_gap_title()}</h3>
      <ul>
        {balance.gaps.map((gap) => (
          <li
            className="flex flex-wrap items-baseline justify-between gap-x-4 border-line border-t py-2"
            data-testid="balance-gap"
            key={`${gap.payment_intent} ${gap.part}`}
          >
            <span>
              {gap.order_id === null ? (
                m.balance_no_order()
              ) : (
                <Link
                  className="inline-flex min-h-11 items-center font-semibold underline underline-offset-4"
                  to={`/orders/${gap.order_id}`}
                >
                  {gap.number}
                </Link>
              )}
              <span className="text-ink-soft">{` · ${partWords(gap)}: ${reasonWords(gap)}`}</span>
            </span>
            {gap.reason !== 'currency' && (
              <span className="tabular-nums">
                {m.balance_here({
                  ours: formatAmount(gap.ours, currency, region()),
                  booked: formatAmount(gap.booked, currency, region()),
                })}
              </span>
            )}
          </li>
        ))}
      </ul>
      {balance.gap_count > balance.gaps.length && (
        <p className="mt-2 text-ink-soft text-sm">
          {m.balance_more_gaps({ figure: String(balance.gap_count) })}
        </p>
      )}
    </>
  )
}

function partWords({ part }: BalanceGap): string {
  switch (part) {
    case 'payment':
      return m.balance_part_payment()
    case 'refund':
      return m.balance_part_refund()
    case 'dispute':
      return m.balance_part_dispute()
  }
}

function reasonWords({ reason, booked_in }: BalanceGap): string {
  switch (reason) {
    case 'not_booked':
      return m.balance_not_booked()
    case 'not_known':
      return m.balance_not_known()
    case 'amount':
      return m.balance_amount()
    case 'currency':
      return m.balance_currency({ currency: booked_in.toUpperCase() })
  }
}
