// A promo code while it is being typed, and the request made from it.
import type { PromoWish } from '@maguey/wire/promo-codes'

export type PromoDraft = {
  code: string
  takes: 'percent' | 'amount'
  value: string
  currency: string
  eventId: string
  types: string
  maxUses: string
  maxPerCustomer: string
  startsAt: string
  endsAt: string
  note: string
}

export const emptyPromo: PromoDraft = {
  ...{ code: '', takes: 'percent', value: '', currency: 'usd', eventId: '', types: '' },
  ...{ maxUses: '', maxPerCustomer: '1', startsAt: '', endsAt: '', note: '' },
}

export type PromoField = 'code' | 'value' | 'endsAt' | 'maxUses' | 'maxPerCustomer'

/** The topmost field that keeps the draft from being sent. */
export function firstWrong(draft: PromoDraft): PromoField | null {
  if (!/^[A-Z0-9][A-Z0-9-]{1,22}[A-Z0-9]$/.test(normalCode(draft.code))) return 'code'
  const value = Number(draft.value.replace(',', '.'))
  if (!(value > 0) || (draft.takes === 'percent' && !(Number.isInteger(value) && value <= 100)))
    return 'value'
  if (!isCount(draft.maxUses)) return 'maxUses'
  if (!isCount(draft.maxPerCustomer)) return 'maxPerCustomer'
  const backwards = draft.startsAt !== '' && draft.endsAt !== '' && draft.endsAt <= draft.startsAt
  return backwards ? 'endsAt' : null
}

const normalCode = (code: string) => code.replace(/\s/g, '').toUpperCase()
const isCount = (text: string) => text.trim() === '' || /^[1-9]\d{0,5}$/.test(text.trim())
const countOf = (text: string) => (text.trim() === '' ? null : Number(text))
/** Interpreted in this device's time zone. */
const momentOf = (local: string) => (local === '' ? null : new Date(local).toISOString())

export function wishOf(draft: PromoDraft): PromoWish {
  const types = draft.types
    .toUpperCase()
    .split(/[\s,;]+/)
    .filter((code) => code !== '')
  const value = draft.value.trim().replace(',', '.')
  return {
    code: normalCode(draft.code),
    event_id: draft.eventId === '' ? null : draft.eventId,
    percent_off: draft.takes === 'percent' ? Number(value) : null,
    amount_off: draft.takes === 'amount' ? value : null,
    currency: draft.takes === 'amount' ? draft.currency : null,
    type_codes: types.length === 0 ? null : types,
    max_uses: countOf(draft.maxUses),
    max_per_customer: countOf(draft.maxPerCustomer),
    starts_at: momentOf(draft.startsAt),
    ends_at: momentOf(draft.endsAt),
    note: draft.note.trim(),
  }
}
