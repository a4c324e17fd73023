// The editor's wording for a night: its state, what changed and whom it affects, and what is wrong with a field.
import { formatClock, formatDayAndClock, type MomentFormat } from '@maguey/ui/format/moment.ts'
import { formatAmount } from '@maguey/ui/format/money.ts'
import type { NightChange, NightHurt, NightProblem, NightState } from '@maguey/wire/nights'
import { m } from '#messages'
import { region } from '#shared/format/region.ts'

export const inZone = (timeZone: string): MomentFormat => ({ timeZone, region: region() })

/** "Fri, Nov 27, 22:00" for a local time; the text itself while it is incomplete. */
export function localWords(local: string): string {
  const at = Date.parse(`${local}:00Z`)
  return Number.isNaN(at) ? local : formatDayAndClock(at, inZone('UTC'))
}

/** "22:00" for a local time, in the club's style; the text itself while it is incomplete. */
export function localClock(local: string): string {
  const at = Date.parse(`${local}:00Z`)
  return Number.isNaN(at) ? local.slice(11) : formatClock(at, inZone('UTC'))
}

/** "$25"; the text itself if it isn't a price. */
export function priceWords(price: string, currency: string): string {
  if (!/^\d+(\.\d+)?$/.test(price)) return price
  if (Number(price) === 0) return m.night_free()
  try {
    return formatAmount(price, currency, region(), 'short')
  } catch {
    // No currency yet.
    return price
  }
}

export function stateWords(state: NightState): string {
  switch (state) {
    case 'draft':
      return m.night_state_draft()
    case 'published':
      return m.night_state_published()
    case 'paused':
      return m.night_state_paused()
    case 'cancelled':
      return m.night_state_cancelled()
    case 'over':
      return m.night_state_over()
  }
}

export function problemWords({ problem, taken, min, max, name }: NightProblem): string {
  switch (problem) {
    case 'missing':
      return m.night_problem_missing()
    case 'too_long':
      return m.night_problem_too_long({ max: max ?? 0 })
    case 'number':
      return m.night_problem_number({ min: min ?? 0, max: max ?? 0 })
    case 'time':
      return m.night_problem_time()
    case 'order':
      return m.night_problem_order()
    case 'currency':
      return m.night_problem_currency()
    case 'timezone':
      return m.night_problem_timezone()
    case 'price':
      return m.night_problem_price()
    case 'percent':
      return m.night_problem_percent()
    case 'not_chargeable':
      return m.night_problem_not_chargeable()
    case 'same_name':
      return m.night_problem_same_name()
    case 'same_night':
      return m.night_problem_same_night()
    case 'no_end':
      return m.night_problem_no_end()
    case 'below_taken':
      return m.night_problem_below_taken({ count: taken ?? 0 })
    case 'ordered':
      return name === undefined ? m.night_problem_ordered() : m.night_problem_type_ordered({ name })
    case 'scanned':
      return m.night_problem_gate_scanned({ name: name ?? '' })
    case 'none_for_sale':
      return m.night_problem_none_for_sale()
    case 'over':
      return m.night_problem_over()
    default:
      return m.night_problem_other()
  }
}

export function hurtWords(hurt: NightHurt, count: number): string {
  switch (hurt) {
    case 'moved':
      return m.night_hurt_moved({ count })
    case 'age_raised':
      return m.night_hurt_age({ count })
    case 'reentry_ended':
      return m.night_hurt_reentry({ count })
    case 'price_sold':
      return m.night_hurt_price({ count })
    case 'gate_in_use':
      return m.night_hurt_gate({ count })
  }
}

const FIELD_WORDS: Readonly<Record<string, () => string>> = {
  name: m.night_name,
  description: m.night_description,
  line_up: m.night_line_up,
  event_date: m.night_starts,
  doors_open_at: m.night_doors,
  ends_at: m.night_ends,
  timezone: m.night_timezone,
  venue_name: m.night_venue,
  venue_address: m.night_address,
  venue_capacity: m.night_venue_capacity,
  min_age: m.night_min_age,
  currency: m.night_currency,
  tax_name: m.night_tax_name,
  tax_percent: m.night_tax_percent,
  sales_start_at: m.night_sales_start,
  sales_end_at: m.night_sales_end,
  max_per_order: m.night_max_per_order,
  reentry: m.night_reentry,
  unsynced_policy: m.night_unsynced,
  image_url: m.night_poster,
  image_alt: m.night_poster_alt,
  image_focus: m.night_poster_focus,
  price: m.night_price,
  capacity: m.night_capacity,
  hidden: m.night_hidden,
  pool: m.night_pool,
  releases: m.night_releases,
  admits: m.night_admits,
  added: m.night_added,
  removed: m.night_removed,
  order: m.night_order,
}

/** "General: Price $25 → $30" */
export function changeWords(change: NightChange): string {
  const field = change.field.split('.').at(-1) ?? change.field
  const what = (FIELD_WORDS[field] ?? m.night_other_field)()
  const named = change.of === undefined ? what : `${change.of}: ${what}`
  const values = [change.from, change.to].map(valueWords)
  return values.every((value) => value === null)
    ? named
    : `${named} ${values[0] ?? '–'} → ${values[1] ?? '–'}`
}

function valueWords(value: unknown): string | null {
  if (typeof value === 'number') return String(value)
  if (typeof value === 'boolean') return value ? m.night_yes() : m.night_no()
  if (typeof value !== 'string' || value.length > 60 || value.startsWith('/')) return null
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(value) ? localWords(value) : value
}
