// Buying, giving back, and reading an order.
import * as checkout from '@maguey/wire/checkout'
import { callApi, fetchFile } from '@maguey/wire/endpoint'
import * as orders from '@maguey/wire/orders'
import { receiptsPdf } from '@maguey/wire/receipts'
import { apiPorts } from './ports.ts'

/** Holding seats and opening the pay page are two services, one after the other. */
const CHECKOUT_DEADLINE_MS = 40_000

export const createCheckout = (body: checkout.CheckoutRequest) =>
  callApi(apiPorts, checkout.createCheckout, { body, deadlineMs: CHECKOUT_DEADLINE_MS })

export const cancelOrder = (orderId: string, token: string) =>
  callApi(apiPorts, orders.cancelOrder, { params: { orderId }, token })

/** With the pay page's `sessionId` the API asks the payment provider itself when no webhook has come yet. */
export const findOrder = (
  orderId: string,
  token: string,
  sessionId: string | null,
  signal?: AbortSignal,
) =>
  callApi(apiPorts, orders.readOrder, {
    params: { orderId },
    token,
    signal,
    ...(sessionId === null ? {} : { query: { session_id: sessionId } }),
  })

/** Its receipt, and a credit note for each refund, in the page's language. */
export const downloadReceipts = (orderId: string, token: string) =>
  fetchFile(apiPorts, receiptsPdf, {
    params: { orderId },
    token,
    query: { locale: apiPorts.locale() },
  })

export const downloadPdf = (orderId: string, token: string) =>
  fetchFile(apiPorts, orders.ticketsPdf, { params: { orderId }, token })
