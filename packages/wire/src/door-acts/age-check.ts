// An age check: whether somebody passed, by which rule, and how it was checked. Nothing else about the guest.
import * as v from 'valibot'

const ageCheck = v.pipe(
  v.strictObject({
    /** By eye, or by the barcode of a licence. */
    how: v.picklist(['eye', 'licence']),
    passed: v.boolean(),
    /** What decided: the age, an ID that had expired, or a name like one on the house list. */
    rule: v.picklist(['age', 'expired', 'house_list']),
    /** The night's age then. */
    min_age: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(99)),
  }),
  v.check(({ how, passed, rule }) => rule === 'age' || (how === 'licence' && !passed)),
)
export type AgeCheck = v.InferOutput<typeof ageCheck>

export const ageCheckAct = v.strictObject({ kind: v.literal('age_check'), payload: ageCheck })
