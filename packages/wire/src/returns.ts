// Returning a ticket to the waiting list: it stays valid until somebody has paid for its seat.
import * as v from 'valibot'
import type { Endpoint } from './endpoint.ts'
import { sqlFunction } from './sql-function.ts'
import { amount, moment } from './values.ts'

/** `gone`: used, refunded or voided, or nothing is sold any more; the ticket is as it would be without a return. */
export const returnState = v.picklist(['open', 'offered', 'sold', 'taken_back', 'gone'])
export type ReturnState = v.InferOutput<typeof returnState>

type OrderKey = { orderId: string; tokenHash: string }
const idSchema = v.object({ return_id: v.string() })

/** Refusal: `ticket_not_returnable` (its detail has the reason). */
export const returnTicketInSql = sqlFunction({
  name: 'return_ticket',
  args: (wish: OrderKey & { ticketId: string; returnId: string }) => ({
    p_order_id: wish.orderId,
    p_token_hash: wish.tokenHash,
    p_ticket_id: wish.ticketId,
    p_return_id: wish.returnId,
  }),
  answer: idSchema,
})

/** Refusals: `return_sold`, `return_being_bought`. */
export const takeBackReturnInSql = sqlFunction({
  name: 'take_back_return',
  args: ({ orderId, tokenHash, returnId }: OrderKey & { returnId: string }) => ({
    p_order_id: orderId,
    p_token_hash: tokenHash,
    p_return_id: returnId,
  }),
  answer: idSchema,
})

const orderReturn = v.object({
  id: v.string(),
  ticket_id: v.string(),
  ticket_type: v.string(),
  state: returnState,
  /** What goes back once it is sold, or did. */
  amount,
  returned_at: moment,
})
export type OrderReturn = v.InferOutput<typeof orderReturn>

const returnsSchema = v.object({
  returns: v.array(orderReturn),
  /** By ticket id, of the tickets that the order's payer still has: the end of the sale, or of the night. */
  returnable_until: v.record(v.string(), moment),
})
export type OrderReturns = v.InferOutput<typeof returnsSchema>

export const orderReturns = sqlFunction({
  name: 'order_returns',
  args: ({ orderId, tokenHash }: OrderKey) => ({ p_order_id: orderId, p_token_hash: tokenHash }),
  answer: returnsSchema,
})

/** All are opened by the order's token. */
export const listReturns: Endpoint<'/tickets/:orderId/returns', typeof returnsSchema> = {
  method: 'GET',
  path: '/tickets/:orderId/returns',
  answer: returnsSchema,
}

export const returnTicket: Endpoint<
  '/tickets/:orderId/returns',
  typeof idSchema,
  { ticket_id: string }
> = { method: 'POST', path: '/tickets/:orderId/returns', answer: idSchema }

export const takeBackReturn: Endpoint<
  '/tickets/:orderId/returns/:returnId/take-back',
  typeof idSchema
> = { method: 'POST', path: '/tickets/:orderId/returns/:returnId/take-back', answer: idSchema }
