// What the promo codes page calls in the database.
import { callSql } from '@maguey/wire/call'
import type { Answer } from '@maguey/wire/failure'
import {
  createPromoCode,
  type PromoCode,
  type PromoWish,
  pausePromoCode,
  promoCodeList,
} from '@maguey/wire/promo-codes'
import type { SupabaseClient } from '@supabase/supabase-js'

export type PromosApi = {
  list: () => Promise<Answer<PromoCode[]>>
  create: (wish: PromoWish) => Promise<Answer<PromoCode>>
  pause: (id: string, paused: boolean) => Promise<Answer<PromoCode>>
}

export const createPromosApi = (client: SupabaseClient): PromosApi => ({
  list: () => callSql(client, promoCodeList, undefined),
  create: (wish) => callSql(client, createPromoCode, wish),
  pause: (id, paused) => callSql(client, pausePromoCode, { id, paused }),
})
