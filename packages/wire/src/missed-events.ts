// Rereading the provider's events, in case some never arrived.
import * as v from 'valibot'
import { sqlFunction } from './sql-function.ts'

/** The window to read, in Unix seconds; null if it was read a moment ago. */
export const beginStripeCatchUp = sqlFunction({
  name: 'begin_stripe_catch_up',
  args: () => ({}),
  answer: v.nullable(v.object({ from: v.number(), until: v.number() })),
})

/** The ids that were never recorded, in the given order. */
export const unheardStripeEvents = sqlFunction({
  name: 'unheard_stripe_events',
  args: (ids: readonly string[]) => ({ p_ids: [...ids] }),
  answer: v.array(v.string()),
})

/** Marks every event before this moment as recorded. */
export const finishStripeCatchUp = sqlFunction({
  name: 'finish_stripe_catch_up',
  args: (heardUntilSeconds: number) => ({ p_heard_until: heardUntilSeconds }),
  answer: v.number(),
})
