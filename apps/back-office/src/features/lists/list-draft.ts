// A guest list while it is being typed, and the request made from it.
import type { GuestList, ListWish } from '@maguey/wire/guest-lists'

export type ListDraft = {
  name: string
  promoterId: string
  quota: string
  overbook: boolean
  mostPlus: string
  price: string
  until: string
  late: 'closed' | 'price'
  latePrice: string
  doorNote: string
  closed: boolean
}

export const emptyList: ListDraft = {
  ...{ name: '', promoterId: '', quota: '', overbook: false, mostPlus: '3', price: '' },
  ...{ until: '', late: 'closed', latePrice: '', doorNote: '', closed: false },
}

export function draftOf(list: GuestList): ListDraft {
  return {
    name: list.name,
    promoterId: list.promoter_id ?? '',
    quota: list.quota === null ? '' : String(list.quota),
    overbook: list.overbook,
    mostPlus: String(list.most_plus),
    price: Number(list.price) === 0 ? '' : list.price,
    until: list.until ?? '',
    late: list.late_price === null ? 'closed' : 'price',
    latePrice: list.late_price ?? '',
    doorNote: list.door_note,
    closed: list.closed_at !== null,
  }
}

export type ListField = 'name' | 'quota' | 'mostPlus' | 'price' | 'until' | 'latePrice'

/** The topmost field that keeps the draft from being sent. */
export function firstWrong(draft: ListDraft): ListField | null {
  if (draft.name.trim() === '') return 'name'
  if (!isWhole(draft.quota, 1, 20_000)) return 'quota'
  if (draft.mostPlus.trim() === '' || !isWhole(draft.mostPlus, 0, 30)) return 'mostPlus'
  if (!isAmount(draft.price)) return 'price'
  if (!/^(|([01]\d|2[0-3]):[0-5]\d)$/.test(draft.until)) return 'until'
  const late = draft.until !== '' && draft.late === 'price'
  return late && !(draft.latePrice.trim() !== '' && isAmount(draft.latePrice)) ? 'latePrice' : null
}

const isWhole = (text: string, least: number, most: number) =>
  text.trim() === '' || (/^\d+$/.test(text.trim()) && Number(text) >= least && Number(text) <= most)
const isAmount = (text: string) => /^(|\d{1,5}([.,]\d{1,2})?)$/.test(text.trim())
const amountOf = (text: string) => text.trim().replace(',', '.') || '0'

export function wishOf(draft: ListDraft): ListWish {
  const until = draft.until === '' ? null : draft.until
  return {
    name: draft.name.trim(),
    promoter_id: draft.promoterId === '' ? null : draft.promoterId,
    quota: draft.quota.trim() === '' ? null : Number(draft.quota),
    overbook: draft.quota.trim() !== '' && draft.overbook,
    most_plus: Number(draft.mostPlus),
    price: amountOf(draft.price),
    until,
    late_price: until !== null && draft.late === 'price' ? amountOf(draft.latePrice) : null,
    door_note: draft.doorNote.trim(),
    closed: draft.closed,
  }
}
