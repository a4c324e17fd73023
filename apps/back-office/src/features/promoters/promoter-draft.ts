// A promoter while they are being typed, and the request made from it.
import type { Promoter, PromoterWish } from '@maguey/wire/promoters'

export type PromoterDraft = {
  name: string
  code: string
  pays: 'none' | 'sale_percent' | 'sale_amount' | 'head_amount'
  value: string
  currency: string
}

export const emptyPromoter = (currency: string): PromoterDraft => ({
  ...{ name: '', code: '', pays: 'none', value: '', currency },
})

export function draftOf(promoter: Promoter, currency: string): PromoterDraft {
  const { commission_per: per, commission_percent: percent, commission_amount: amount } = promoter
  const pays = per === 'sale' ? (percent === null ? 'sale_amount' : 'sale_percent') : 'head_amount'
  return {
    name: promoter.name,
    code: promoter.code,
    pays: per === 'none' ? 'none' : pays,
    value: percent ?? amount ?? '',
    currency: promoter.commission_currency ?? currency,
  }
}

/** A code from a name: "Rocío Ñ." is ROCION. */
export const suggestCode = (name: string): string =>
  name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, '')
    .slice(0, 24)

export const codeOf = (draft: PromoterDraft): string =>
  draft.code.trim() === '' ? suggestCode(draft.name) : draft.code.replace(/\s/g, '').toUpperCase()

export type PromoterField = 'name' | 'code' | 'value'

/** The topmost field that keeps the draft from being sent. */
export function firstWrong(draft: PromoterDraft): PromoterField | null {
  if (draft.name.trim() === '') return 'name'
  if (!/^[A-Z0-9]{3,24}$/.test(codeOf(draft))) return 'code'
  if (draft.pays === 'none') return null
  const text = draft.value.trim().replace(',', '.')
  const value = /^\d{1,6}(\.\d{1,2})?$/.test(text) ? Number(text) : 0
  return value > 0 && (draft.pays !== 'sale_percent' || value <= 100) ? null : 'value'
}

export function wishOf(draft: PromoterDraft): PromoterWish {
  const value = draft.value.trim().replace(',', '.')
  const amount = draft.pays === 'sale_amount' || draft.pays === 'head_amount'
  return {
    name: draft.name.trim(),
    code: codeOf(draft),
    commission_per: draft.pays === 'none' ? 'none' : draft.pays === 'head_amount' ? 'head' : 'sale',
    commission_percent: draft.pays === 'sale_percent' ? value : null,
    commission_amount: amount ? value : null,
    commission_currency: amount ? draft.currency : null,
  }
}
