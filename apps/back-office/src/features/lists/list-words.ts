// What a guest list gives, in a sentence, and why a name was left out.

import { formatClock } from '@maguey/ui/format/moment.ts'
import { formatAmount } from '@maguey/ui/format/money.ts'
import type { GuestList, LeftOut } from '@maguey/wire/guest-lists'
import { m } from '#messages'
import { region } from '#shared/format/region.ts'

/** "Free until 00:30, then $15" */
export function listTerms(list: GuestList, timezone: string): string {
  const price = (amount: string) =>
    Number(amount) === 0 ? m.list_free() : formatAmount(amount, list.currency, region(), 'short')
  const first = price(list.price)
  if (list.until_at === null) return m.list_terms_all_night({ price: first })
  const time = formatClock(list.until_at, { region: region(), timeZone: timezone })
  return list.late_price === null
    ? m.list_terms_closed({ price: first, time })
    : m.list_terms_late({ price: first, time, late: price(list.late_price) })
}

export function whyLeftOut({ why, on_list }: LeftOut, list: GuestList): string {
  switch (why) {
    case 'twin':
      return m.list_left_twin({ list: on_list ?? list.name })
    case 'too_many_plus':
      return m.list_left_plus({ figure: String(list.most_plus) })
    case 'full':
      return m.list_left_full()
    case 'unreadable':
      return m.list_left_unreadable()
  }
}
