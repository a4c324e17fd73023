// The failed refunds of a cancelled night: whose, how much, and how to request them again.
import * as v from 'valibot'
import { sqlFunction } from './sql-function.ts'
import { amount, count, nullableText } from './values.ts'

/** Orders of a cancelled night whose refund failed. */
export const cancellationFailures = sqlFunction({
  name: 'cancellation_failures',
  args: (eventId: string) => ({ p_event_id: eventId }),
  answer: v.array(
    v.object({
      order_id: v.string(),
      customer_name: nullableText,
      customer_email: v.string(),
      amount,
      currency: v.string(),
    }),
  ),
})

export const retryCancellation = sqlFunction({
  name: 'retry_cancellation',
  args: (eventId: string) => ({ p_event_id: eventId }),
  answer: v.object({ asked: count }),
})
