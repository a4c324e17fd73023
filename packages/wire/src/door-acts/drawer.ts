// A count of a phone's drawer: what is in it when a shift starts, and when it ends.
import * as v from 'valibot'

export const drawerAct = v.strictObject({
  kind: v.literal('drawer'),
  payload: v.strictObject({
    step: v.picklist(['open', 'close']),
    amount: v.pipe(v.string(), v.regex(/^\d{1,7}\.\d{2}$/)),
    /** Who counted: phones have no accounts. */
    by: v.pipe(v.string(), v.maxLength(40), v.regex(/\S/)),
  }),
})
