// scanner_bans: the ban list as a phone gets it, hashes of names with the night's key.
import * as v from 'valibot'
import { sqlFunction } from './sql-function.ts'
import { count } from './values.ts'

const hash = v.pipe(v.string(), v.regex(/^[\w-]{12}$/))

const scannerBansSchema = v.object({
  /** Which state of the list this is: a pull's `bans_mark` says when there is another. Null: there is none. */
  mark: v.nullable(v.string()),
  /** base64url. */
  key: v.string(),
  bans: v.array(
    v.object({
      number: count,
      given: count,
      family: count,
      born: v.boolean(),
      pairs: v.array(v.object({ same: hash, near: v.array(hash), born: v.nullable(hash) })),
    }),
  ),
})
export type ScannerBans = v.InferOutput<typeof scannerBansSchema>

/** Refusals: `not_a_device`, `event_not_allowed`, `too_many_requests`. A revoked phone gets none. */
export const scannerBans = sqlFunction({
  name: 'scanner_bans',
  args: (eventId: string) => ({ p_event_id: eventId }),
  answer: scannerBansSchema,
})
