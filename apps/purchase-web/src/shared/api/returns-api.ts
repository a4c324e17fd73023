// Returning tickets to the waiting list, with the order's token.
import { callApi } from '@maguey/wire/endpoint'
import * as wire from '@maguey/wire/returns'
import { apiPorts } from './ports.ts'

type Order = { orderId: string; token: string }

export const findReturns = ({ orderId, token }: Order, signal?: AbortSignal) =>
  callApi(apiPorts, wire.listReturns, { params: { orderId }, token, signal })

export const returnTicket = ({ orderId, token }: Order, ticketId: string) =>
  callApi(apiPorts, wire.returnTicket, {
    params: { orderId },
    token,
    body: { ticket_id: ticketId },
  })

export const takeBackReturn = ({ orderId, token }: Order, returnId: string) =>
  callApi(apiPorts, wire.takeBackReturn, { params: { orderId, returnId }, token })
