// Handing one ticket of an order to somebody else: offered by a link, taken back until it is accepted.
import * as v from 'valibot'
import type { Endpoint } from './endpoint.ts'
import { orderEventSchema, orderNumber, orderTicketSchema } from './orders.ts'
import { sqlFunction } from './sql-function.ts'
import { localeSchema, moment, nullableText } from './values.ts'

/** `gone`: never accepted, and its ticket was used, refunded or voided meanwhile, or its night is over. */
export const transferState = v.picklist(['open', 'accepted', 'taken_back', 'gone'])
export type TransferState = v.InferOutput<typeof transferState>

const idSchema = v.object({ transfer_id: v.string() })

const orderTransfer = {
  id: v.string(),
  /** The ticket that was offered; void once the offer is accepted. */
  ticket_id: v.string(),
  ticket_type: v.string(),
  state: transferState,
  to_email_masked: nullableText,
  to_name: nullableText,
  offered_at: moment,
  accepted_at: v.nullable(moment),
}

const viewSchema = v.object({
  transfer: v.object({
    id: v.string(),
    state: transferState,
    /** The link is the recipient's own, and shows the code. */
    holds: v.boolean(),
    ticket_type: v.string(),
    from_name: nullableText,
    order_number: orderNumber,
    locale: localeSchema,
    offered_at: moment,
    accepted_at: v.nullable(moment),
  }),
  event: orderEventSchema,
  tickets: v.array(orderTicketSchema),
})
export type TransferView = v.InferOutput<typeof viewSchema>

/** An offer's or a recipient's link. @param tokenHash SHA-256 of the token, in hex */
type TransferKey = { transferId: string; tokenHash: string }
type OrderKey = { orderId: string; tokenHash: string }

/** Refusals: `ticket_not_transferable` (its detail has the reason), `ticket_already_offered`, `invalid_email`. */
export const offerTransferInSql = sqlFunction({
  name: 'offer_transfer',
  args: (
    wish: OrderKey & {
      ticketId: string
      transferId: string
      offerHash: string
      email: string | null
      locale: string
    },
  ) => ({
    p_order_id: wish.orderId,
    p_token_hash: wish.tokenHash,
    p_ticket_id: wish.ticketId,
    p_transfer_id: wish.transferId,
    p_offer_hash: wish.offerHash,
    p_email: wish.email ?? '',
    p_locale: wish.locale,
  }),
  answer: idSchema,
})

/** Refusal: `transfer_accepted`. */
export const takeBackTransferInSql = sqlFunction({
  name: 'take_back_transfer',
  args: ({ orderId, tokenHash, transferId }: OrderKey & { transferId: string }) => ({
    p_order_id: orderId,
    p_token_hash: tokenHash,
    p_transfer_id: transferId,
  }),
  answer: idSchema,
})

export const orderTransfers = sqlFunction({
  name: 'order_transfers',
  args: ({ orderId, tokenHash }: OrderKey) => ({ p_order_id: orderId, p_token_hash: tokenHash }),
  answer: v.array(v.object(orderTransfer)),
})

export const transferView = sqlFunction({
  name: 'transfer_view',
  args: ({ transferId, tokenHash }: TransferKey) => ({
    p_transfer_id: transferId,
    p_token_hash: tokenHash,
  }),
  answer: viewSchema,
})

export const ticketToAccept = sqlFunction({
  name: 'ticket_to_accept',
  args: ({ transferId, tokenHash }: TransferKey) => ({
    p_transfer_id: transferId,
    p_offer_hash: tokenHash,
  }),
  answer: v.object({ code: v.string(), day: v.string(), type_code: v.string() }),
})

export type Acceptance = {
  name: string
  email: string
  locale?: string | undefined
  /** Made by the page, once: a retry sends the same key and gets the same answer. */
  accept_key: string
}

/** Refusals: `transfer_accepted`, `transfer_taken_back`, `ticket_not_transferable`. */
export const acceptTransferInSql = sqlFunction({
  name: 'accept_transfer',
  args: (
    wish: TransferKey & {
      ticket: { ticket_id: string; qr_code_data: string }
      guest: { name: string; email: string; locale: string }
      acceptKey: string
      heldHash: string
    },
  ) => ({
    p_transfer_id: wish.transferId,
    p_offer_hash: wish.tokenHash,
    p_new: wish.ticket,
    p_guest: wish.guest,
    p_accept_key: wish.acceptKey,
    p_held_hash: wish.heldHash,
  }),
  answer: idSchema,
})

/** `token`: of the offer's link, while it is open. */
const orderTransfersSchema = v.object({
  transfers: v.array(v.object({ ...orderTransfer, token: nullableText })),
})
export type OrderTransfer = v.InferOutput<typeof orderTransfersSchema>['transfers'][number]

export const listTransfers: Endpoint<'/tickets/:orderId/transfers', typeof orderTransfersSchema> = {
  method: 'GET',
  path: '/tickets/:orderId/transfers',
  answer: orderTransfersSchema,
}

const offeredSchema = v.object({ transfer_id: v.string(), token: v.string() })

/** Opened by the order's token. With an address, the link goes there by mail as well. */
export const offerTransfer: Endpoint<
  '/tickets/:orderId/transfers',
  typeof offeredSchema,
  { ticket_id: string; email?: string | undefined }
> = { method: 'POST', path: '/tickets/:orderId/transfers', answer: offeredSchema }

export const takeBackTransfer: Endpoint<
  '/tickets/:orderId/transfers/:transferId/take-back',
  typeof idSchema
> = {
  method: 'POST',
  path: '/tickets/:orderId/transfers/:transferId/take-back',
  answer: idSchema,
}

/** Opened by the offer's token, or by the recipient's. */
export const readTransfer: Endpoint<'/transfers/:transferId', typeof viewSchema> = {
  method: 'GET',
  path: '/transfers/:transferId',
  answer: viewSchema,
}

/** Opened by the offer's token; `token` in the answer is the recipient's own, and opens the ticket. */
export const acceptTransfer: Endpoint<
  '/transfers/:transferId/accept',
  typeof offeredSchema,
  Acceptance
> = { method: 'POST', path: '/transfers/:transferId/accept', answer: offeredSchema }

export const transferPdf = { path: '/transfers/:transferId/ticket.pdf' } as const
