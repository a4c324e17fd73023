// The total and the way to pay, always in reach of the thumb.

import { buttonStyle } from '@maguey/ui/button-style.ts'
import type { ShopEvent } from '@maguey/wire/events'
import type { PromoOffer } from '@maguey/wire/promo-codes'
import { ArrowRight, LoaderCircle } from 'lucide-react'
import { m } from '#messages'
import { money } from '#shared/format/in-locale.ts'
import { chosenTotal, orderTotal, type Quantities, savedBy } from './order-lines.ts'

type PayBarProps = {
  event: ShopEvent
  quantities: Quantities
  offer: PromoOffer | null
  /** What the promo code is worth isn't known yet. */
  asking: boolean
  busy: boolean
}

export function PayBar({ event, quantities, offer, asking, busy }: PayBarProps) {
  const count = chosenTotal(event, quantities)
  const total = money(orderTotal(event, quantities, offer), event.currency)
  const free = isFree(event, quantities, offer)
  const saved = savedBy(offer, event, quantities)
  return (
    <>
      <p className="mt-6 text-sm text-ink-soft">
        {free ? m.free_note() : `${m.nothing_added()} ${m.stripe_note()}`}
      </p>
      <div className="sticky bottom-0 z-10 -mx-4 mt-4 border-t border-line bg-surface px-4 pt-3 pb-[max(0.75rem,env(safe-area-inset-bottom))] sm:mx-0 sm:rounded-card sm:border sm:p-4 lg:static">
        <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
          <p aria-live="polite" className="leading-tight">
            <span className="block text-sm text-ink-soft">
              {m.total()} · {m.n_tickets({ count })}
            </span>
            {saved === null ? null : (
              <s className="mr-2 text-ink-soft tabular-nums">
                <span className="sr-only">{m.promo_before()} </span>
                {money(orderTotal(event, quantities), event.currency)}
              </s>
            )}
            <span
              data-testid="total"
              className="font-display text-[1.75rem] leading-none font-extrabold tabular-nums"
            >
              {free ? m.free() : total}
            </span>
          </p>
          <button
            type="submit"
            data-testid="pay"
            aria-disabled={busy || asking}
            className={`${buttonStyle.primary} min-h-14 min-w-[min(10rem,100%)] grow text-lg sm:grow-0 aria-disabled:opacity-70`}
          >
            {busy ? (
              <>
                <LoaderCircle aria-hidden className="size-5 animate-spin" />
                {m.opening_pay_page()}
              </>
            ) : (
              <>
                {free ? m.get_free() : m.pay()}
                {asking ? (
                  <LoaderCircle aria-hidden className="size-5 animate-spin" />
                ) : (
                  <ArrowRight aria-hidden className="size-5" />
                )}
              </>
            )}
          </button>
        </div>
      </div>
    </>
  )
}

/** With nothing chosen: whether anything here could cost something. */
function isFree(event: ShopEvent, quantities: Quantities, offer: PromoOffer | null): boolean {
  if (chosenTotal(event, quantities) > 0) return Number(orderTotal(event, quantities, offer)) === 0
  return event.ticket_types.every(({ price }) => Number(price) === 0)
}
