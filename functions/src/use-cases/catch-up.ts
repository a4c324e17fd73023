/**
 * Use case: hears what the provider told while nobody listened: a delivery that was lost for good, an endpoint that was
 * switched off, a database that was restored from yesterday.
 *
 * The provider's own list of events is read from where it was last heard to the end, and whatever was never written down
 * goes the way of a delivery. Of two windows the older one counts as heard first, so that a failure is come back to.
 */
import type { Dependencies } from '../dependencies.ts'
import type { PaymentEvent } from '../ports/payments.ts'
import { handlePaymentEvent } from './handle-payment-event.ts'

const WINDOW_SECONDS = 6 * 3600
/** A few calls in a quiet week, and an end to a busy one: the next round goes on. */
const WINDOWS = 20
/** So long the provider itself would have gone on delivering: an event that fails for longer is left behind. */
const PATIENCE_SECONDS = 3 * 86_400

/** @returns how many events were heard that had been missed */
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
  for (const window of windowsOf(from, until)) {
    const found = await hearWindow(deps, window)
    if (found === null) break
    heard += found.heard
    whole &&= found.failed === 0 || window.until < until - PATIENCE_SECONDS
    if (whole) heardUntil = window.until
  }
  if (heardUntil > from) await database.finishStripeCatchUp(heardUntil)
  return heard
}

type Window = { from: number; until: number }

function windowsOf(from: number, until: number): Window[] {
  const windows: Window[] = []
  for (let start = from; start < until && windows.length < WINDOWS; start += WINDOW_SECONDS) {
    windows.push({ from: start, until: Math.min(start + WINDOW_SECONDS, until) })
  }
  return windows
}

/** Null: the provider or the database is away, and a later round asks again. */
async function hearWindow(deps: Dependencies, window: Window) {
  const told = await deps.payments.listEvents(window)
  if (!told.ok) {
    deps.log({ level: 'error', event: 'catch_up_failed', reason: told.reason })
    return null
  }
  const unheard = await unheardOf(deps, told.value)
  if (unheard === null) return null
  let failed = 0
  for (const event of unheard) {
    const handled = await handlePaymentEvent(deps, event)
    if (handled.ok) continue
    failed += 1
    const { code } = handled.problem
    deps.log({ level: 'error', event: 'catch_up_failed', type: event.type, code })
  }
  return { heard: unheard.length - failed, failed }
}

async function unheardOf(
  { database }: Dependencies,
  events: readonly PaymentEvent[],
): Promise<PaymentEvent[] | null> {
  // Nothing is ever written down of those, so they would be new each time.
  const ours = events.filter(({ effect }) => effect.kind !== 'ignored')
  if (ours.length === 0) return []
  const unheard = await database.unheardStripeEvents(ours.map(({ id }) => id))
  if (!unheard.ok) return null
  return ours.filter(({ id }) => unheard.value.includes(id))
}
