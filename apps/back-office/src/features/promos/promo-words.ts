// A promo code in words: the discount, how often it can be used, and whether it works now.

import { formatDayAndClock } from '@maguey/ui/format/moment.ts'
import { formatAmount } from '@maguey/ui/format/money.ts'
import type { PromoCode } from '@maguey/wire/promo-codes'
import { m } from '#messages'
import { region } from '#shared/format/region.ts'

export function takesOff({ percent_off, amount_off, currency, type_codes }: PromoCode): string {
  const what =
    percent_off === null
      ? formatAmount(amount_off ?? '0', currency ?? 'usd', region(), 'short')
      : new Intl.NumberFormat(region(), { style: 'percent' }).format(percent_off / 100)
  return type_codes === null
    ? m.promo_off({ what })
    : m.promo_off_types({ what, types: type_codes.join(', ') })
}

export type PromoState = 'active' | 'paused' | 'used_up' | 'not_yet' | 'ended'

export function promoState(promo: PromoCode, nowMs: number): PromoState {
  if (promo.paused_at !== null) return 'paused'
  if (promo.ends_at !== null && Date.parse(promo.ends_at) <= nowMs) return 'ended'
  if (promo.max_uses !== null && promo.uses >= promo.max_uses) return 'used_up'
  return promo.starts_at !== null && Date.parse(promo.starts_at) > nowMs ? 'not_yet' : 'active'
}

export const stateWords: Record<PromoState, () => string> = {
  active: m.promo_active,
  paused: m.promo_paused,
  used_up: m.promo_used_up,
  not_yet: m.promo_not_yet,
  ended: m.promo_ended,
}

export function usesWords({ uses, max_uses }: PromoCode): string {
  return max_uses === null
    ? m.promo_uses({ figure: String(uses) })
    : m.promo_uses_of({ figure: String(uses), max: String(max_uses) })
}

/** The limits other than total uses, each in a few words. */
export function limitWords(promo: PromoCode): string[] {
  const at = (moment: string) => formatDayAndClock(moment, { region: region() })
  return [
    promo.event_name ?? m.promo_any_night(),
    ...(promo.max_per_customer === null
      ? []
      : [m.promo_per_customer({ figure: String(promo.max_per_customer) })]),
    ...(promo.starts_at === null ? [] : [m.promo_from({ moment: at(promo.starts_at) })]),
    ...(promo.ends_at === null ? [] : [m.promo_until({ moment: at(promo.ends_at) })]),
    ...(promo.note === '' ? [] : [promo.note]),
  ]
}
