// How often an open event page asks for availability.
import type { ShopEvent } from '@maguey/wire/events'

/** Milliseconds; quick while seats move, exact when sales are about to open, slow when nothing can change soon. */
export function pollEveryMs(event: ShopEvent | undefined, nowMs: number): number {
  switch (event?.on_sale) {
    case undefined:
      return 15_000
    case 'open':
      return 8_000
    case 'sold_out':
    case 'paused':
      return 15_000
    case 'not_yet': {
      const opensInMs = Date.parse(event.sales_start_at ?? '') - nowMs
      return Number.isNaN(opensInMs) ? 60_000 : Math.min(60_000, Math.max(2_000, opensInMs + 500))
    }
    case 'ended':
    case 'cancelled':
      return 120_000
  }
}
