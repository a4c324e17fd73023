// Promo codes: what the shop asks about one, and how managers create and pause them.
import * as v from 'valibot'
import type { Endpoint } from './endpoint.ts'
import { sqlFunction } from './sql-function.ts'
import { amount, count, moment, nullableText } from './values.ts'

/** One of the two is set. An amount is taken off each ticket. */
const takesOff = { percent_off: v.nullable(v.number()), amount_off: v.nullable(amount) }

const promoOfferSchema = v.object({
  /** The code in its canonical spelling. */
  code: v.string(),
  ...takesOff,
  /** What a ticket of each type costs with the code, by the type's id. */
  prices: v.record(v.string(), amount),
})
export type PromoOffer = v.InferOutput<typeof promoOfferSchema>

/** Asking holds and uses nothing. Refusals: `promo_unknown`, `promo_not_yet`, `promo_ended`, `promo_used_up`. */
export const promoOffer = sqlFunction({
  name: 'promo_offer',
  args: ({ event, code }: { event: string; code: string }) => ({ p_event: event, p_promo: code }),
  answer: promoOfferSchema,
})

export const readPromoOffer: Endpoint<
  '/events/:name/promo',
  typeof promoOfferSchema,
  { code: string }
> = { method: 'POST', path: '/events/:name/promo', answer: promoOfferSchema }

const promoCodeSchema = v.object({
  id: v.string(),
  code: v.string(),
  /** Null: for any night. */
  event_id: nullableText,
  event_name: nullableText,
  ...takesOff,
  currency: nullableText,
  /** Codes of the ticket types that it is for; null: all. */
  type_codes: v.nullable(v.array(v.string())),
  max_uses: v.nullable(count),
  max_per_customer: v.nullable(count),
  starts_at: v.nullable(moment),
  ends_at: v.nullable(moment),
  paused_at: v.nullable(moment),
  note: v.string(),
  created_at: moment,
  /** Orders that use it now: held, or paid and not refunded in full. */
  uses: count,
})
export type PromoCode = v.InferOutput<typeof promoCodeSchema>

export const promoCodeList = sqlFunction({
  name: 'promo_code_list',
  args: () => ({}),
  answer: v.array(promoCodeSchema),
})

export type PromoWish = Pick<
  PromoCode,
  'code' | 'event_id' | 'percent_off' | 'amount_off' | 'currency' | 'type_codes'
> &
  Pick<PromoCode, 'max_uses' | 'max_per_customer' | 'starts_at' | 'ends_at' | 'note'>

/** Refusals: `promo_taken`, `invalid_request` (detail.field), `amount_not_chargeable`. */
export const createPromoCode = sqlFunction({
  name: 'create_promo_code',
  args: (wish: PromoWish) => ({ p_promo: wish }),
  answer: promoCodeSchema,
})

export const pausePromoCode = sqlFunction({
  name: 'pause_promo_code',
  args: ({ id, paused }: { id: string; paused: boolean }) => ({ p_id: id, p_paused: paused }),
  answer: promoCodeSchema,
})
