/**
 * Use case: catch up on the provider's events that never arrived: a delivery that was lost, an endpoint that was
 * switched off, a database restored from a backup.
 *
 * Reads the provider's own list of events from the last recorded point to the end, and handles whatever was never
 * recorded as if it had been delivered. The point moves on only after a window succeeds, so a failure is retried.
 */
import type { Dependencies } from '../dependencies.ts'
import type { PaymentEvent } from '../ports/payments.ts'
import { handlePaymentEvent, isMendable } from './handle-payment-event.ts'

const WINDOW_SECONDS = 6 * 3600
/** Few calls in a quiet week, and a bound in a busy one: the next round continues. */
const WINDOWS = 20
/** As long as the provider itself retries a delivery: an event that keeps failing longer is skipped. */
const PATIENCE_SECONDS = 3 * 86_400

/** @returns how many missed events were handled */
export async function catchUp(deps: Dependencies): Promise<number> {
  const { database, log } = deps
  const span = await database.beginStripeCatchUp()
  if (!span.ok) {
    log({ level: 'error', event: 'catch_up_failed', code: span.problem.code })
    return 0
  }
  if (span.value === null) return 0
  const { from, until } = span.value
  let heard = 0
  let heardUntil = from
  let whole = true
  for (const window of windowsOf(from, until, WINDOW_SECONDS)) {
    const found = await hearWindow(deps, window)
    if (found === null) break
    heard += found.heard
    whole &&= found.failed === 0 || window.until < until - PATIENCE_SECONDS
    if (whole) heardUntil = window.until
  }
  if (heardUntil === from) return heard
  const noted = await database.finishStripeCatchUp(heardUntil)
  if (!noted.ok) log({ level: 'error', event: 'catch_up_failed', code: noted.problem.code })
  return heard
}

type Window = { from: number; until: number }

/** At most twenty: a later round reads on. */
export function windowsOf(from: number, until: number, seconds: number): Window[] {
  const windows: Window[] = []
  for (let start = from; start < until && windows.length < WINDOWS; start += seconds) {
    windows.push({ from: start, until: Math.min(start + seconds, until) })
  }
  return windows
}

/** Null: the provider or the database is unreachable; a later round tries again. */
async function hearWindow(deps: Dependencies, window: Window) {
  const told = await deps.payments.listEvents(window)
  if (!told.ok) {
    deps.log({ level: 'error', event: 'catch_up_failed', reason: told.reason })
    return null
  }
  const unheard = await unheardOf(deps, told.value)
  if (unheard === null) return null
  let heard = 0
  let failed = 0
  for (const event of unheard) {
    const handled = await handlePaymentEvent(deps, event)
    if (handled.ok) {
      heard += 1
      continue
    }
    const { code } = handled.problem
    if (isMendable(code)) failed += 1
    deps.log({ level: 'error', event: 'catch_up_failed', type: event.type, code })
  }
  return { heard, failed }
}

async function unheardOf(
  { database, log }: Dependencies,
  events: readonly PaymentEvent[],
): Promise<PaymentEvent[] | null> {
  // These are never recorded, so they would look new every time.
  const ours = events.filter(({ effect }) => effect.kind !== 'ignored')
  if (ours.length === 0) return []
  const unheard = await database.unheardStripeEvents(ours.map(({ id }) => id))
  if (!unheard.ok) {
    log({ level: 'error', event: 'catch_up_failed', code: unheard.problem.code })
    return null
  }
  return ours.filter(({ id }) => unheard.value.includes(id))
}
