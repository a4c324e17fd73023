// What the orders pages call in the database and the API.
import { callSql } from '@maguey/wire/call'
import { type ApiPorts, callApi, fetchFile } from '@maguey/wire/endpoint'
import type { Answer } from '@maguey/wire/failure'
import { managerNight } from '@maguey/wire/nights'
import * as changes from '@maguey/wire/order-changes'
import * as desk from '@maguey/wire/order-desk'
import { type FoundOrders, findOrders, type OrderSearch } from '@maguey/wire/order-finding'
import { deskReceiptsPdf } from '@maguey/wire/receipts'
import type { SupabaseClient } from '@supabase/supabase-js'

/** A ticket type of a night, and how many seats are left. */
import { bearerOf } from '#shared/rpc/bearer.ts'

export type CompType = { id: string; name: string; available: number }

export type OrdersApi = {
  find: (search: OrderSearch) => Promise<Answer<FoundOrders>>
  read: (orderId: string) => Promise<Answer<desk.DeskOrder>>
  refund: (wish: desk.RefundWish) => Promise<Answer<{ amount: string; currency: string }>>
  voidTicket: (wish: {
    orderId: string
    ticketId: string
    reason: string
  }) => Promise<Answer<unknown>>
  resend: (orderId: string) => Promise<Answer<{ to: string }>>
  correct: (orderId: string, correction: changes.Correction) => Promise<Answer<unknown>>
  reissue: (ticketId: string, reason: string) => Promise<Answer<{ ticket_id: string }>>
  comp: (wish: changes.CompWish) => Promise<Answer<{ order_id: string; number: string }>>
  /** A comp's codes, to be shown on this screen. */
  cards: (orderId: string) => Promise<Answer<changes.CompCard[]>>
  /** Its receipt and credit notes as a PDF. */
  receipts: (orderId: string) => Promise<Answer<Blob>>
  types: (eventId: string) => Promise<Answer<CompType[]>>
  waiting: () => Promise<Answer<desk.PersonItem[]>>
  resolve: (id: string, note: string) => Promise<Answer<unknown>>
}

export function createOrdersApi(client: SupabaseClient, ports: ApiPorts): OrdersApi {
  const bearer = () => bearerOf(client)
  return {
    find: (search) => callSql(client, findOrders, search),
    read: (orderId) => callSql(client, desk.managerOrder, orderId),
    refund: (wish) => callSql(client, desk.requestRefund, wish),
    voidTicket: ({ orderId, ticketId, reason }) =>
      callSql(client, desk.voidTickets, { orderId, ticketIds: [ticketId], reason }),
    resend: (orderId) => callSql(client, changes.resendTickets, orderId),
    correct: async (orderId, body) =>
      callApi(ports, changes.correctOrder, { params: { orderId }, body, bearer: await bearer() }),
    reissue: async (ticketId, reason) =>
      callApi(ports, changes.reissueTicket, {
        params: { ticketId },
        body: { reason },
        bearer: await bearer(),
      }),
    comp: async (body) => callApi(ports, changes.giveComp, { body, bearer: await bearer() }),
    cards: (orderId) => callSql(client, changes.compCards, orderId),
    receipts: async (orderId) =>
      fetchFile(ports, deskReceiptsPdf, {
        params: { orderId },
        query: { locale: ports.locale() },
        bearer: await bearer(),
      }),
    types: async (eventId) => {
      const answer = await callSql(client, managerNight, eventId)
      if (!answer.ok) return answer
      const { night, taken } = answer.value
      const value = night.types.map(({ id, name, capacity }) => {
        const { sold = 0, held = 0 } = taken[id] ?? {}
        return { id, name, available: Math.max(0, capacity - sold - held) }
      })
      return { ok: true, value }
    },
    waiting: () => callSql(client, desk.needsPersonList, undefined),
    resolve: (id, note) => callSql(client, desk.resolveNeedsPerson, { id, note }),
  }
}
