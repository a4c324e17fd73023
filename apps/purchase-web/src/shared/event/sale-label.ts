// One honest phrase about a night's tickets: few left, sold out, or why none are sold.

import { formatDayAndClock } from '@maguey/ui/format/moment.ts'
import type { ShopEvent } from '@maguey/wire/events'
import { m } from '#messages'
import { momentFormat } from '#shared/format/in-locale.ts'

/** Below this, "12 left" helps to decide; above it, it would only be pressure. */
export const FEW_SEATS = 25

/** `null` when there is nothing worth saying: tickets are on sale, plenty of them. */
export function saleLabel(event: ShopEvent): string | null {
  switch (event.on_sale) {
    case 'open':
      return event.available <= FEW_SEATS ? m.n_left({ count: event.available }) : null
    case 'sold_out':
      return m.sold_out()
    case 'paused':
      return m.paused_title()
    case 'cancelled':
      return m.cancelled()
    case 'ended':
      return m.sales_ended()
    case 'not_yet':
      return event.sales_start_at
        ? m.on_sale_from({
            moment: formatDayAndClock(event.sales_start_at, momentFormat(event.timezone)),
          })
        : m.not_yet_title()
  }
}
