// The club's settings: what everybody may see, and what an admin may set.
import * as v from 'valibot'
import type { Endpoint } from './endpoint.ts'
import { sqlFunction } from './sql-function.ts'
import { count } from './values.ts'

export const clubFaceSchema = v.object({
  name: v.string(),
  /** `#rrggbb`; each screen makes it readable (ticket-core's accent-tones). Null: agave green. */
  accent: v.nullable(v.pipe(v.string(), v.regex(/^#[0-9a-f]{6}$/))),
  /** A data URL of a picture; null: none. */
  logo: v.nullable(v.pipe(v.string(), v.startsWith('data:image/'))),
  address: v.string(),
  contact_email: v.string(),
  contact_phone: v.string(),
  sender_name: v.string(),
  reply_to: v.string(),
  terms: v.string(),
  privacy_policy: v.string(),
  refund_policy: v.string(),
  clock: v.picklist(['24h', '12h']),
})
export type ClubFace = v.InferOutput<typeof clubFaceSchema>

export const clubFace = sqlFunction({
  name: 'club_face',
  args: () => ({}),
  answer: clubFaceSchema,
})

export const readClub: Endpoint<'/club', typeof clubFaceSchema> = {
  method: 'GET',
  path: '/club',
  answer: clubFaceSchema,
}

/** Defaults for a new night; whatever is missing has to be filled in each time. */
const nightDefaultsSchema = v.partial(
  v.object({
    venue_name: v.string(),
    venue_capacity: v.number(),
    timezone: v.string(),
    currency: v.string(),
    min_age: v.nullable(v.number()),
    max_per_order: v.number(),
  }),
)
export type NightDefaults = v.InferOutput<typeof nightDefaultsSchema>

/** The same, for whoever may create nights. */
export const readNightDefaults = sqlFunction({
  name: 'night_defaults',
  args: () => ({}),
  answer: nightDefaultsSchema,
})

const clubSettingsSchema = v.object({
  ...clubFaceSchema.entries,
  /** Somebody has given the club its name. */
  named: v.boolean(),
  tax_name: v.string(),
  /** Decimal text: "16.000". */
  tax_percent: v.string(),
  /** Names and addresses are erased this many days after a night; null keeps them. */
  retention_days: v.nullable(count),
  /** How long seats that came free are kept for the next on the waiting list: 15 to 2880. */
  offer_minutes: count,
  /** What door phones offer for checking ages, at nights with a minimum age. */
  id_check: v.picklist(['off', 'eye', 'licence']),
  night_defaults: nightDefaultsSchema,
})
export type ClubSettings = v.InferOutput<typeof clubSettingsSchema>

export const clubSettings = sqlFunction({
  name: 'club_settings',
  args: () => ({}),
  answer: clubSettingsSchema,
})

export type SettingsChange = Partial<Omit<ClubSettings, 'named'>>

/** Absent fields stay as they are. Refusals: `invalid_request` and `invalid_email`, with detail.field. */
export const changeClubSettings = sqlFunction({
  name: 'change_club_settings',
  args: (changes: SettingsChange) => ({ p_changes: changes }),
  answer: clubSettingsSchema,
})

const doneSteps = v.object({
  named: v.boolean(),
  night: v.boolean(),
  phone: v.boolean(),
  purchase: v.boolean(),
})

/** The first things an owner does; each is derived from the data, not ticked off. */
export const firstSteps = sqlFunction({ name: 'first_steps', args: () => ({}), answer: doneSteps })

const firstStepsSchema = v.object({
  ...doneSteps.entries,
  /** What the payment provider says to the functions' key. */
  payments: v.picklist(['live', 'test', 'refused', 'unreachable']),
})
export type FirstSteps = v.InferOutput<typeof firstStepsSchema>

/** The same with the state of the payment provider, which only the functions can ask. */
export const readFirstSteps: Endpoint<'/desk/first-steps', typeof firstStepsSchema> = {
  method: 'GET',
  path: '/desk/first-steps',
  answer: firstStepsSchema,
}
