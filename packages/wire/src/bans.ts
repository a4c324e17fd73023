// The house's ban list, as those who may see it read and change it. Phones get scanner-bans.
import * as v from 'valibot'
import { sqlFunction } from './sql-function.ts'
import { count, moment, nullableText } from './values.ts'

/** A day of the venue: YYYY-MM-DD. */
const day = v.pipe(v.string(), v.isoDate())

const banSchema = v.object({
  id: v.string(),
  /** What a phone shows instead of the name. */
  number: count,
  given_names: v.string(),
  family_names: v.string(),
  born_on: v.nullable(day),
  /** The last day on which it applies. */
  until: day,
  reason: v.string(),
  state: v.picklist(['active', 'ended', 'lifted']),
  entered_by: nullableText,
  entered_at: moment,
  changed_by: nullableText,
  changed_at: v.nullable(moment),
  lifted_by: nullableText,
  lifted_at: v.nullable(moment),
  lift_reason: nullableText,
  deleted_on: day,
})
export type Ban = v.InferOutput<typeof banSchema>

export const banList = sqlFunction({
  name: 'ban_list',
  args: () => ({}),
  answer: v.array(banSchema),
})

export type BanWish = Pick<Ban, 'given_names' | 'family_names' | 'born_on' | 'until' | 'reason'>

/** `id` is made by whoever enters it. Refusals: `invalid_request` with detail.field, `ban_lifted`. */
export const saveBan = sqlFunction({
  name: 'save_ban',
  args: ({ id, ban }: { id: string; ban: BanWish }) => ({ p_id: id, p_ban: ban }),
  answer: banSchema,
})

/** Refusals: `not_found`. Lifting it again changes nothing. */
export const liftBan = sqlFunction({
  name: 'lift_ban',
  args: ({ id, reason }: { id: string; reason: string }) => ({ p_id: id, p_reason: reason }),
  answer: banSchema,
})
