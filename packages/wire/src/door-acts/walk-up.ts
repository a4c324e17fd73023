// A sale at the door: tickets of this phone's stock, paid in cash or at the house's own card terminal. And its undoing, within
// ten seconds, which gives the money back.
import { UNDO_WITHIN_MS } from '@maguey/ticket-core/scan-record'
import * as v from 'valibot'

/** Tickets of one sale. */
export const MOST_AT_ONCE = 10

const ticketId = v.pipe(v.string(), v.maxLength(40), v.regex(/^MGY-[0-9A-Z-]+$/))

export const paidSchema = v.picklist(['cash', 'terminal'])
export type Paid = v.InferOutput<typeof paidSchema>

export const walkUpAct = v.strictObject({
  kind: v.literal('walk_up'),
  payload: v.strictObject({
    tickets: v.pipe(
      v.array(ticketId),
      v.minLength(1),
      v.maxLength(MOST_AT_ONCE),
      v.check((ids) => new Set(ids).size === ids.length),
    ),
    /** The type's code. */
    type: v.pipe(v.string(), v.regex(/^[0-9A-Z]{1,4}$/)),
    /** Of each ticket. */
    price: v.pipe(v.string(), v.regex(/^\d{1,5}\.\d{2}$/)),
    paid: paidSchema,
  }),
})

export const walkUpUndoAct = v.strictObject({
  kind: v.literal('walk_up_undo'),
  payload: v.strictObject({
    /** The id of the act that it takes back. */
    walk_up: v.pipe(v.string(), v.regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)),
    /** How long after it, by the monotonic clock. */
    after_ms: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(UNDO_WITHIN_MS)),
  }),
})
