// An arrival: some of a name on a guest list came in; below zero, that many were ticked by mistake.
import * as v from 'valibot'

export const listArrivalAct = v.strictObject({
  kind: v.literal('list_arrival'),
  payload: v.strictObject({
    entry_id: v.pipe(v.string(), v.regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)),
    heads: v.pipe(v.number(), v.integer(), v.minValue(-50), v.maxValue(50), v.notValue(0)),
    /** What each head paid at the door: "0.00" for free. */
    paid: v.pipe(v.string(), v.regex(/^\d{1,5}\.\d{2}$/)),
  }),
})
