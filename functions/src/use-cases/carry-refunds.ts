// Use case: ask the provider for the refunds that are owed or were asked for, and about those that have been pending for long.
import type { ClaimedRefund } from '@maguey/wire/refunds'
import type { Dependencies } from '../dependencies.ts'

const BATCH = 20
const LEASE_SECONDS = 120

/** @returns how many the provider took on */
export async function carryRefunds(deps: Dependencies): Promise<number> {
  const claimed = await deps.database.claimRefunds({ limit: BATCH, leaseSeconds: LEASE_SECONDS })
  if (!claimed.ok) {
    deps.log({ level: 'error', event: 'refund_claim_failed', code: claimed.problem.code })
    return 0
  }
  let carried = 0
  for (const request of claimed.value) {
    if (await carryOne(deps, request)) carried += 1
  }
  return carried
}

/** The request's id is the idempotency key: a crash between asking and noting it asks for the same refund. */
async function carryOne({ payments, database, log }: Dependencies, request: ClaimedRefund) {
  const { request_id: requestId, order_id: orderId, payment_intent: paymentIntent } = request
  const { amount, currency } = request
  const asked = await payments.refund({ requestId, orderId, paymentIntent, amount, currency })
  if (asked.ok) {
    const refunds = [asked.value]
    await database.finishRefund({ requestId, refunds, error: null, refused: false })
    return true
  }
  log({ level: 'error', event: 'refund_failed', order: orderId, reason: asked.reason })
  // Usually refused because somebody refunded it in the dashboard: the provider's current state decides.
  const known = asked.code === 'unavailable' ? asked : await payments.listRefunds(paymentIntent)
  await database.finishRefund({
    requestId,
    refunds: known.ok ? known.value : [],
    error: asked.reason,
    refused: known.ok,
  })
  return false
}

/** For refunds whose outcome we never heard. @returns how many payments were checked */
export async function askAboutRefunds({ payments, database, log }: Dependencies): Promise<number> {
  const pending = await database.listRefundsToAskAbout(BATCH)
  if (!pending.ok) {
    log({ level: 'error', event: 'refund_ask_failed', code: pending.problem.code })
    return 0
  }
  for (const intent of pending.value) {
    const refunds = await payments.listRefunds(intent)
    if (!refunds.ok) continue
    const effect = { kind: 'refunds', payment_intent: intent, refunds: refunds.value } as const
    await database.recordStripeEvent({ event: null, effect })
  }
  return pending.value.length
}
