// Promoters: what managers do with them, and the page that their private link opens.
import * as v from 'valibot'
import type { Endpoint } from './endpoint.ts'
import {
  changedSchema,
  guestListSchema,
  listEntrySchema,
  type NameChange,
  type NewName,
  takenSchema,
} from './guest-lists.ts'
import { sqlFunction } from './sql-function.ts'
import { amount, count, moment, nullableText } from './values.ts'

const promoterSchema = v.object({
  id: v.string(),
  name: v.string(),
  /** `?p=CODE` in the shop counts a sale for them. */
  code: v.string(),
  commission_per: v.picklist(['none', 'sale', 'head']),
  commission_percent: nullableText,
  commission_amount: v.nullable(amount),
  commission_currency: nullableText,
  link_made_at: v.nullable(moment),
  ended_at: v.nullable(moment),
  created_at: moment,
  lists: count,
  /** Heads that came in on their lists. */
  arrived: count,
  /** Tickets sold by their code and kept. */
  sold: count,
})
export type Promoter = v.InferOutput<typeof promoterSchema>

export type PromoterWish = Pick<
  Promoter,
  | 'name'
  | 'code'
  | 'commission_per'
  | 'commission_percent'
  | 'commission_amount'
  | 'commission_currency'
>

export const promoterList = sqlFunction({
  name: 'promoter_list',
  args: () => ({}),
  answer: v.array(promoterSchema),
})

/** Refusals: `promoter_code_taken`, `invalid_request` (detail.field). */
export const savePromoter = sqlFunction({
  name: 'save_promoter',
  args: ({ id, wish }: { id: string; wish: PromoterWish }) => ({ p_id: id, p_promoter: wish }),
  answer: promoterSchema,
})

/** The token is in this answer only; the link before stops working. */
export const renewPromoterLink = sqlFunction({
  name: 'renew_promoter_link',
  args: (id: string) => ({ p_id: id }),
  answer: v.object({ promoter: promoterSchema, token: v.string() }),
})

export const endPromoter = sqlFunction({
  name: 'end_promoter',
  args: ({ id, ended }: { id: string; ended: boolean }) => ({ p_id: id, p_ended: ended }),
  answer: promoterSchema,
})

const statementSchema = v.object({
  promoter: promoterSchema,
  nights: v.array(
    v.object({
      event_id: v.string(),
      name: v.string(),
      event_date: moment,
      timezone: v.string(),
      currency: v.string(),
      /** Tickets sold by their code and kept, and what was paid for them. */
      sold: count,
      sold_amount: amount,
      /** Heads that came in, on those tickets and on their lists. */
      ticket_heads: count,
      list_heads: count,
      commission: amount,
      /** Some of it is agreed in another currency than the night's, and is not in the sum. */
      other_currency: v.boolean(),
    }),
  ),
})
export type PromoterStatement = v.InferOutput<typeof statementSchema>
export type StatementNight = PromoterStatement['nights'][number]

const signed = v.pipe(v.string(), v.regex(/^-?\d+(\.\d+)?$/))

const lineSchema = v.object({
  /** One ticket sold, or heads that came in on a list. */
  kind: v.picklist(['sale', 'arrival']),
  at: v.nullable(moment),
  /** The ticket's id, or the name on the list. */
  what: v.string(),
  order_number: nullableText,
  /** Below zero: ticked by mistake, and taken back. */
  heads: v.pipe(v.number(), v.integer()),
  amount: signed,
  /** Not refunded, void or declined. */
  kept: v.boolean(),
  /** When its guest came in, and at which door. */
  entered_at: v.nullable(moment),
  gate: nullableText,
  device: nullableText,
  commission: v.nullable(signed),
})
export type StatementLine = v.InferOutput<typeof lineSchema>

export const promoterStatement = sqlFunction({
  name: 'promoter_statement',
  args: (id: string) => ({ p_promoter_id: id }),
  answer: statementSchema,
})

export const promoterLines = sqlFunction({
  name: 'promoter_lines',
  args: ({ id, eventId }: { id: string; eventId: string }) => ({
    p_promoter_id: id,
    p_event_id: eventId,
  }),
  answer: v.array(lineSchema),
})

const viewSchema = v.object({
  name: v.string(),
  code: v.string(),
  nights: v.array(
    v.object({
      name: v.string(),
      slug: v.string(),
      event_date: moment,
      timezone: v.string(),
      on_sale: v.boolean(),
      cancelled: v.boolean(),
      over: v.boolean(),
      sold: count,
      lists: v.array(v.object({ list: guestListSchema, entries: v.array(listEntrySchema) })),
    }),
  ),
})
export type PromoterView = v.InferOutput<typeof viewSchema>

/** @param tokenHash SHA-256 of the token in the link, in hex */
type PromoterKey = { promoterId: string; tokenHash: string }

const keyArgs = ({ promoterId, tokenHash }: PromoterKey) => ({
  p_promoter_id: promoterId,
  p_token_hash: tokenHash,
})

export const promoterView = sqlFunction({
  name: 'promoter_view',
  args: keyArgs,
  answer: viewSchema,
})

export const promoterAddNames = sqlFunction({
  name: 'promoter_add_names',
  args: (wish: PromoterKey & { listId: string; names: readonly NewName[] }) => ({
    ...keyArgs(wish),
    p_list_id: wish.listId,
    p_names: wish.names,
  }),
  answer: takenSchema,
})

export const promoterChangeName = sqlFunction({
  name: 'promoter_change_name',
  args: (wish: PromoterKey & { entryId: string; change: NameChange }) => ({
    ...keyArgs(wish),
    p_entry_id: wish.entryId,
    p_change: wish.change,
  }),
  answer: changedSchema,
})

/** All three are opened by the token of the promoter's link. Refusal of each: `promoter_link_ended`. */
export const readPromoter: Endpoint<'/promoters/:promoterId', typeof viewSchema> = {
  method: 'GET',
  path: '/promoters/:promoterId',
  answer: viewSchema,
}

export const addPromoterNames: Endpoint<
  '/promoters/:promoterId/lists/:listId/names',
  typeof takenSchema,
  { names: readonly NewName[] }
> = {
  method: 'POST',
  path: '/promoters/:promoterId/lists/:listId/names',
  answer: takenSchema,
}

export const changePromoterName: Endpoint<
  '/promoters/:promoterId/names/:entryId',
  typeof changedSchema,
  NameChange
> = { method: 'POST', path: '/promoters/:promoterId/names/:entryId', answer: changedSchema }
