// What a guest list gives, in a sentence.

import { formatClock } from '@maguey/ui/format/moment.ts'
import type { GuestList, LeftOut } from '@maguey/wire/guest-lists'
import { m } from '#messages'
import { momentFormat, money } from '#shared/format/in-locale.ts'

/** "Free until 00:30, then $15" */
export function listTerms(list: GuestList, timezone: string): string {
  const price = (amount: string) =>
    Number(amount) === 0 ? m.promoter_free() : money(amount, list.currency, 'short')
  const first = price(list.price)
  if (list.until_at === null) return m.promoter_terms_all_night({ price: first })
  const time = formatClock(list.until_at, momentFormat(timezone))
  return list.late_price === null
    ? m.promoter_terms_closed({ price: first, time })
    : m.promoter_terms_late({ price: first, time, late: price(list.late_price) })
}

export function whyLeftOut({ why, on_list }: LeftOut, list: GuestList): string {
  switch (why) {
    case 'twin':
      return m.promoter_left_twin({ list: on_list ?? list.name })
    case 'too_many_plus':
      return m.promoter_left_plus({ figure: String(list.most_plus) })
    case 'full':
      return m.promoter_left_full()
    case 'unreadable':
      return m.promoter_left_unreadable()
  }
}
