// A refusal by hand: somebody was not let in, with or without a ticket, for one of these causes.
import * as v from 'valibot'

export const REFUSAL_CAUSES = [
  'no_id',
  'under_age',
  'intoxicated',
  'dress',
  'banned',
  'full',
  'other',
] as const
export type RefusalCause = (typeof REFUSAL_CAUSES)[number]

export const refusalAct = v.strictObject({
  kind: v.literal('refusal'),
  payload: v.strictObject({
    cause: v.picklist(REFUSAL_CAUSES),
    /** The doorman's words; '' where the cause says it. Never a name: the night's record outlives the guest's. */
    words: v.pipe(v.string(), v.maxLength(200)),
  }),
})
