// Reading the provider's events back, in case some never arrived.
import * as v from 'valibot'
import { sqlFunction } from './sql-function.ts'

/** Between which moments, in seconds since 1970; null when it was done a moment ago. */
export const beginStripeCatchUp = sqlFunction({
  name: 'begin_stripe_catch_up',
  args: () => ({}),
  answer: v.nullable(v.object({ from: v.number(), until: v.number() })),
})

/** Those of these ids that were never written down, in their order. */
export const unheardStripeEvents = sqlFunction({
  name: 'unheard_stripe_events',
  args: (ids: readonly string[]) => ({ p_ids: [...ids] }),
  answer: v.array(v.string()),
})

/** Every event before then was heard. */
export const finishStripeCatchUp = sqlFunction({
  name: 'finish_stripe_catch_up',
  args: (heardUntilSeconds: number) => ({ p_heard_until: heardUntilSeconds }),
  answer: v.number(),
})
