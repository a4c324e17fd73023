// Holds the seats and gets the pay page, once, however often it is asked.
import type { CheckoutRequest, CheckoutStarted } from '@maguey/wire/checkout'
import { type Answer, isRefusal } from '@maguey/wire/failure'
import type { Attempt, Hold } from '#shared/draft/checkout-draft.ts'

export type CheckoutPorts = {
  create: (request: CheckoutRequest) => Promise<Answer<CheckoutStarted>>
  release: (orderId: string) => Promise<unknown>
  nowMs: () => number
  /** What is being bought, in the words of the page. */
  chosen: () => readonly { name: string; quantity: number }[]
  newKey: () => string
  draft: {
    attempt: () => Attempt | null
    hold: () => Hold | null
    setAttempt: (attempt: Attempt | null) => void
    setHold: (hold: Hold | null) => void
  }
  keepToken: (orderId: string, token: string) => void
}

export type CheckoutContents = Omit<CheckoutRequest, 'client_key'>

/**
 * The same contents go out under the same key (a double click, a lost answer, a reload, the back button),
 * so that the API gives the same order back. Changed contents get a new key, and seats held for the old ones are let go.
 * A key whose order has ended is replaced once.
 */
export async function startCheckout(
  ports: CheckoutPorts,
  contents: CheckoutContents,
): Promise<Answer<CheckoutStarted>> {
  const fingerprint = JSON.stringify(contents)
  const kept = usableAttempt(ports, fingerprint)
  const hold = ports.draft.hold()
  if (hold && !kept) await ports.release(hold.orderId)

  const first = await tryOnce(ports, contents, kept ?? newAttempt(ports, fingerprint))
  const ended = !first.ok && isRefusal(first.failure, 'client_key_conflict', 'order_not_payable')
  return ended ? tryOnce(ports, contents, newAttempt(ports, fingerprint)) : first
}

function usableAttempt(ports: CheckoutPorts, fingerprint: string): Attempt | null {
  const attempt = ports.draft.attempt()
  const hold = ports.draft.hold()
  const lapsed = hold !== null && hold.expiresAtMs <= ports.nowMs()
  return attempt?.fingerprint === fingerprint && !lapsed ? attempt : null
}

function newAttempt(ports: CheckoutPorts, fingerprint: string): Attempt {
  const attempt = { clientKey: ports.newKey(), fingerprint }
  // Kept before it is sent: after a crash in between, the next try still finds the same order.
  ports.draft.setAttempt(attempt)
  return attempt
}

async function tryOnce(ports: CheckoutPorts, contents: CheckoutContents, attempt: Attempt) {
  const answer = await ports.create({ ...contents, client_key: attempt.clientKey })
  if (!answer.ok) return answer
  const { order_id, token, checkout_url, hold_expires_at, total_amount, currency } = answer.value
  ports.keepToken(order_id, token)
  ports.draft.setHold({
    orderId: order_id,
    checkoutUrl: checkout_url,
    expiresAtMs: Date.parse(hold_expires_at),
    held: { tickets: ports.chosen(), total: total_amount, currency },
  })
  return answer
}
