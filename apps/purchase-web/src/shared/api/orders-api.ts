// Buying, giving back, and reading an order.
import { callApi, send } from './call-api.ts'
import { CheckoutStarted, OrderCancelled, OrderView } from './order-shape.ts'
import { apiPorts } from './ports.ts'
import type { Answer, Problem } from './problem.ts'

export type CheckoutRequest = {
  event: string
  items: readonly { ticket_type: string; quantity: number }[]
  customer: { email: string; name: string }
  locale: string
  /** Same key, same contents: the same order and pay page, however often it is sent. */
  client_key: string
}

export const createCheckout = (body: CheckoutRequest): Promise<Answer<CheckoutStarted>> =>
  callApi(apiPorts, {
    path: '/orders/create-checkout',
    method: 'POST',
    body,
    schema: CheckoutStarted,
    timeoutMs: 40_000,
  })

export const cancelOrder = (orderId: string, token: string): Promise<Answer<OrderCancelled>> =>
  callApi(apiPorts, {
    path: `/orders/${encodeURIComponent(orderId)}/cancel`,
    method: 'POST',
    token,
    schema: OrderCancelled,
  })

/** With the pay page's `sessionId` the API asks the payment provider itself when no webhook has come yet. */
export const findOrder = (
  orderId: string,
  token: string,
  sessionId: string | null,
  signal?: AbortSignal,
): Promise<Answer<OrderView>> => {
  const query = sessionId ? `?session_id=${encodeURIComponent(sessionId)}` : ''
  return callApi(apiPorts, {
    path: `/tickets/${encodeURIComponent(orderId)}${query}`,
    token,
    schema: OrderView,
    signal,
  })
}

export async function downloadPdf(orderId: string, token: string): Promise<Answer<Blob>> {
  const answer = await send(apiPorts, {
    path: `/tickets/${encodeURIComponent(orderId)}/tickets.pdf`,
    token,
  })
  if (!(answer instanceof Response)) return { ok: false, problem: answer }
  const failed: Problem = { kind: 'unreadable', status: answer.status }
  if (!answer.ok) return { ok: false, problem: failed }
  return answer.blob().then(
    (value) => ({ ok: true, value }) as const,
    () => ({ ok: false, problem: { kind: 'unreachable' } }) as const,
  )
}
