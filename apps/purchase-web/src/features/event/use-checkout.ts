// The form's state machine: idle → sending → leaving for the pay page, or back to idle with a problem.
import { uuidV7 } from '@maguey/ticket-core/uuid-v7'
import type { ShopEvent } from '@maguey/wire/events'
import type { Failure } from '@maguey/wire/failure'
import { useEffect, useRef, useState } from 'react'
import { getLocale } from '#i18n'
import { cancelOrder, createCheckout } from '#shared/api/orders-api.ts'
import { type Customer, checkoutDraft } from '#shared/draft/checkout-draft.ts'
import { findOrderToken, keepOrderToken } from '#shared/orders/order-tokens.ts'
import { orderItems, type Quantities } from './order-lines.ts'
import { type CheckoutPorts, startCheckout } from './start-checkout.ts'

// Not crypto.randomUUID, which a phone on the venue's plain-http network doesn't have.
const randomBytes = (length: number) => crypto.getRandomValues(new Uint8Array(length))

const portsFor = (slug: string): CheckoutPorts => ({
  create: createCheckout,
  release: async (orderId) => {
    const token = findOrderToken(localStorage, orderId, '')
    if (token) await cancelOrder(orderId, token)
  },
  nowMs: Date.now,
  newKey: () => uuidV7({ nowMs: Date.now(), randomBytes }),
  draft: {
    attempt: () => checkoutDraft.draftOf(slug).attempt,
    hold: () => checkoutDraft.draftOf(slug).hold,
    setAttempt: (attempt) => checkoutDraft.setAttempt(slug, attempt),
    setHold: (hold) => checkoutDraft.setHold(slug, hold),
  },
  keepToken: (orderId, token) => keepOrderToken(localStorage, orderId, token),
})

export function useCheckout(event: ShopEvent, refresh: () => void) {
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Failure | null>(null)
  // State arrives a render late; two clicks in one frame need to be told apart at once.
  const running = useRef(false)

  useEffect(() => {
    // Restored by the back button as it was left: no longer on its way to the pay page.
    const restored = (shown: PageTransitionEvent) => {
      if (!shown.persisted) return
      running.current = false
      setBusy(false)
      refresh()
    }
    addEventListener('pageshow', restored)
    return () => removeEventListener('pageshow', restored)
  }, [refresh])

  const pay = async (quantities: Quantities, customer: Customer) => {
    if (running.current) return
    running.current = true
    setBusy(true)
    setProblem(null)
    const answer = await startCheckout(portsFor(event.slug), {
      event: event.slug,
      items: orderItems(event, quantities),
      customer: { email: customer.email.trim(), name: customer.name.trim() },
      locale: getLocale(),
    })
    if (answer.ok) {
      location.assign(answer.value.checkout_url)
      return
    }
    running.current = false
    setBusy(false)
    setProblem(answer.failure)
    refresh()
  }

  return { busy, problem, pay }
}
