// What a list gives now, and why the door asks, in a few words.

import { type ArrivalDoubt, leftOf, priceNow } from '@maguey/ticket-core/decide-arrival'
import type { FoundName } from '#db/list-memory.ts'
import { m } from '#messages'
import { clockTime } from '#shared/format/clock-time.ts'
import { money } from '#shared/format/money.ts'

export const amountWords = (amount: string, currency: string): string =>
  Number(amount) === 0 ? m.door_list_free() : money(amount, currency, 'short')

/** "Free until 00:30", "$15 since 00:30", "Closed since 00:30" */
export function termsNow(
  { list, arrivalList }: FoundName,
  nowMs: number,
  timeZone: string,
): string {
  const price = priceNow(arrivalList, nowMs)
  const time = list.until === null ? '' : clockTime(list.until, timeZone)
  if (price === null) return m.door_list_closed({ time })
  const what = amountWords(price, list.currency)
  if (list.until === null) return what
  return nowMs < list.until
    ? m.door_list_until({ price: what, time })
    : m.door_list_since({ price: what, time })
}

export function doubtWords(
  doubt: ArrivalDoubt,
  { standing, list }: FoundName,
  time: string,
): string {
  switch (doubt) {
    case 'house_list':
      return m.door_list_one_more_look()
    case 'removed':
      return m.door_list_removed()
    case 'closed':
      return m.door_list_closed({ time })
    case 'over_name':
      return m.door_list_over_name({
        left: String(leftOf(standing)),
        of: String(standing.plus + 1),
      })
    case 'over_share':
      return m.door_list_over_share({ quota: String(list.quota ?? 0) })
    case 'over_quota':
      return m.door_list_over_quota({ quota: String(list.quota ?? 0) })
  }
}
