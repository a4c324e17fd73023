// The form's run (see checkout-run.ts) in this page: its API, its storage, its address bar.
import { uuidV7 } from '@maguey/ticket-core/uuid-v7'
import type { CheckoutStarted } from '@maguey/wire/checkout'
import type { ShopEvent } from '@maguey/wire/events'
import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import { getLocale } from '#i18n'
import { cancelOrder, createCheckout } from '#shared/api/orders-api.ts'
import { type Customer, checkoutDraft } from '#shared/draft/checkout-draft.ts'
import { findOrderToken, keepOrderToken } from '#shared/orders/order-tokens.ts'
import { findReferral } from '#shared/orders/referral.ts'
import { EMBEDDED, payPath } from '#shared/ui/embedded-path.ts'
import { createCheckoutRun } from './checkout-run.ts'
import { chosenOf, orderItems, type Quantities } from './order-lines.ts'
import { type CheckoutPorts, startCheckout } from './start-checkout.ts'

// Not crypto.randomUUID, which a phone on the venue's plain-http network doesn't have.
const randomBytes = (length: number) => crypto.getRandomValues(new Uint8Array(length))

const portsFor = (event: ShopEvent, quantities: Quantities): CheckoutPorts => ({
  create: createCheckout,
  release: async (orderId) => {
    const token = findOrderToken(localStorage, orderId, '')
    if (token) await cancelOrder(orderId, token)
  },
  nowMs: Date.now,
  chosen: () =>
    event.ticket_types
      .map(({ name, code }) => ({ name, quantity: chosenOf(quantities, code) }))
      .filter(({ quantity }) => quantity > 0),
  newKey: () => uuidV7({ nowMs: Date.now(), randomBytes }),
  draft: {
    attempt: () => checkoutDraft.draftOf(event.slug).attempt,
    hold: () => checkoutDraft.draftOf(event.slug).hold,
    setAttempt: (attempt) => checkoutDraft.setAttempt(event.slug, attempt),
    setHold: (hold) => checkoutDraft.setHold(event.slug, hold),
  },
  keepToken: (orderId, token) => keepOrderToken(localStorage, orderId, token),
})

export function useCheckout(event: ShopEvent, refresh: () => void) {
  const [run] = useState(createCheckoutRun)
  const { busy, problem } = useStore(run)

  useEffect(() => {
    const restored = (shown: PageTransitionEvent) => {
      if (!shown.persisted) return
      run.restored()
      refresh()
    }
    addEventListener('pageshow', restored)
    return () => removeEventListener('pageshow', restored)
  }, [run, refresh])

  const pay = (quantities: Quantities, customer: Customer, promoCode?: string) => {
    const referral = findReferral(sessionStorage, location.search)
    return run.pay({
      start: () =>
        startCheckout(portsFor(event, quantities), {
          event: event.slug,
          items: orderItems(event, quantities),
          customer: { email: customer.email.trim(), name: customer.name.trim() },
          locale: getLocale(),
          ...(promoCode === undefined ? {} : { promo_code: promoCode }),
          ...(referral === undefined ? {} : { referral }),
        }),
      leaveFor: leaveToPay,
      refresh,
    })
  }

  return { busy, problem, pay }
}

/** A pay page can't be shown in a frame: the whole window goes there, by way of the order's page. */
function leaveToPay({ order_id, token, checkout_url }: CheckoutStarted): void {
  if (EMBEDDED) window.open(payPath(order_id, token, getLocale()), '_top')
  else location.assign(checkout_url)
}
