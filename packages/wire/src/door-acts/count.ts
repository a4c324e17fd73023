// A count: somebody without ticket or list came in, or left, or was counted by mistake.
import * as v from 'valibot'

export const countAct = v.strictObject({
  kind: v.literal('count'),
  payload: v.strictObject({ heads: v.picklist([1, -1]) }),
})
