// Nights as managers edit them: the document, whom a change affects and how, and the states of a night.
import * as v from 'valibot'
import { sqlFunction } from './sql-function.ts'
import { amount, count, moment, momentMs, nullableText } from './values.ts'

/** Local time in the night's zone, to the minute: 2026-11-27T22:00. */
const localTime = v.pipe(v.string(), v.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d$/))

type Price = v.GenericSchema<string, string>

const releaseOf = <P extends Price>(price: P) =>
  v.object({
    name: v.string(),
    price,
    /** Ends once this many seats of the type are taken, including earlier releases. */
    until_taken: v.nullable(count),
    ends_at: v.nullable(localTime),
  })

export type NightRelease = Night['types'][number]['releases'][number]

const typeOf = <P extends Price>(price: P) =>
  v.object({
    id: v.string(),
    name: v.string(),
    description: nullableText,
    /** The price once every release is over. */
    price,
    capacity: count,
    max_per_order: v.nullable(count),
    sales_start_at: v.nullable(localTime),
    sales_end_at: v.nullable(localTime),
    hidden: v.boolean(),
    /** Id of the pool whose seats it shares. */
    pool: nullableText,
    releases: v.array(releaseOf(price)),
  })

export type NightType = Night['types'][number]

const poolSchema = v.object({ id: v.string(), name: v.string(), capacity: count })
export type NightPool = v.InferOutput<typeof poolSchema>

/** `admits`: ids of types; null admits all. */
const gateSchema = v.object({
  id: v.string(),
  name: v.string(),
  admits: v.nullable(v.array(v.string())),
})
export type NightGate = v.InferOutput<typeof gateSchema>

const nightOf = <P extends Price>(price: P) =>
  v.object({
    name: v.string(),
    description: nullableText,
    /** Who plays, a name a line. */
    line_up: nullableText,
    event_date: localTime,
    doors_open_at: localTime,
    ends_at: localTime,
    timezone: v.string(),
    venue_name: v.string(),
    venue_address: nullableText,
    venue_capacity: count,
    min_age: v.nullable(count),
    currency: v.string(),
    /** "IVA"; ignored while `tax_percent` is null. */
    tax_name: v.optional(nullableText, null),
    /** "16": the tax that the prices include. Null takes the club's when it is saved. */
    tax_percent: v.optional(v.nullable(price), null),
    sales_start_at: v.nullable(localTime),
    sales_end_at: v.nullable(localTime),
    max_per_order: count,
    reentry: v.boolean(),
    unsynced_policy: v.picklist(['admit', 'ask']),
    image_url: nullableText,
    image_alt: nullableText,
    image_focus: v.tuple([v.number(), v.number()]),
    pools: v.array(poolSchema),
    types: v.array(typeOf(price)),
    gates: v.array(gateSchema),
  })

export const nightSchema = nightOf(amount)
/** While somebody types: a price may still be empty or "25.". */
export const typedNight = nightOf(v.string())
export type Night = v.InferOutput<typeof nightSchema>

export const nightState = v.picklist(['draft', 'published', 'paused', 'cancelled', 'over'])
export type NightState = v.InferOutput<typeof nightState>

/** `moved`, `age_raised`, `reentry_ended`: buyers; `price_sold`: tickets sold or held; `gate_in_use`: phones. */
export const nightHurt = v.picklist([
  'moved',
  'age_raised',
  'reentry_ended',
  'price_sold',
  'gate_in_use',
])
export type NightHurt = v.InferOutput<typeof nightHurt>

const changeSchema = v.object({
  /** `venue_name`, `types.price`, `types.added`, `gates.order` … */
  field: v.string(),
  /** The name of the type, pool or gate. */
  of: v.optional(v.string()),
  from: v.unknown(),
  to: v.unknown(),
  hurts: v.optional(nightHurt),
  count: v.optional(v.number()),
})
export type NightChange = v.InferOutput<typeof changeSchema>

const answerFields = {
  id: v.string(),
  slug: v.string(),
  code: v.string(),
  revision: v.number(),
  state: nightState,
  night: nightSchema,
  /** Orders that have valid tickets. */
  buyers: count,
  /** By type: `ordered` ones can't be removed. */
  taken: v.record(v.string(), v.object({ sold: count, held: count, ordered: v.boolean() })),
  /** Phones by gate. */
  phones: v.record(v.string(), count),
  edited: v.nullable(v.object({ by: nullableText, at: moment })),
}
const answerSchema = v.object(answerFields)
export type ManagedNight = v.InferOutput<typeof answerSchema>

const listedSchema = v.object({
  id: v.string(),
  slug: v.string(),
  name: v.string(),
  state: nightState,
  event_date: momentMs,
  ends_at: momentMs,
  timezone: v.string(),
  venue_name: v.string(),
  image_url: nullableText,
  image_focus: v.tuple([v.number(), v.number()]),
  sold: count,
  capacity: count,
})
export type ListedNight = v.InferOutput<typeof listedSchema>

/** All nights, last date first. */
export const managerNights = sqlFunction({
  name: 'manager_nights',
  args: () => ({}),
  answer: v.array(listedSchema),
})

export const managerNight = sqlFunction({
  name: 'manager_night',
  args: (eventId: string) => ({ p_event_id: eventId }),
  answer: answerSchema,
})

export type NightEdit = {
  eventId: string
  night: Night
  /** 0 for a new night, whose id the caller chooses. */
  expectedRevision: number
  confirmed: readonly NightHurt[]
}

const savedSchema = v.object({
  ...answerFields,
  /** False: nothing was saved, because a change affects somebody and wasn't confirmed. */
  saved: v.boolean(),
  changes: v.array(changeSchema),
  /** Buyers who get a mail about it. */
  told: count,
})
export type SavedNight = v.InferOutput<typeof savedSchema>

/** Refusals: `night_invalid` ({@link nightProblem}), `night_conflict` ({@link nightConflict}), `event_cancelled`. */
export const saveNight = sqlFunction({
  name: 'save_night',
  args: ({ eventId, night, expectedRevision, confirmed }: NightEdit) => ({
    p_event_id: eventId,
    p_night: night,
    p_expected_revision: expectedRevision,
    p_confirmed: [...confirmed],
  }),
  answer: savedSchema,
})

export const previewNightChange = sqlFunction({
  name: 'preview_night_change',
  args: ({ eventId, night }: { eventId: string; night: Night }) => ({
    p_event_id: eventId,
    p_night: night,
  }),
  answer: v.object({ revision: v.number(), buyers: count, changes: v.array(changeSchema) }),
})

/**
 * Without a date: the next one on the same weekday that has no night of this name. Calling it again with the same
 * `newId` returns the same night.
 */
export const duplicateNight = sqlFunction({
  name: 'duplicate_night',
  args: ({ eventId, newId, date }: { eventId: string; newId: string; date?: string }) => ({
    p_event_id: eventId,
    p_new_id: newId,
    ...(date === undefined ? {} : { p_date: date }),
  }),
  answer: answerSchema,
})

export const setNightState = sqlFunction({
  name: 'set_night_state',
  args: ({ eventId, state }: { eventId: string; state: 'draft' | 'published' | 'paused' }) => ({
    p_event_id: eventId,
    p_state: state,
  }),
  answer: answerSchema,
})

/** The detail of `night_invalid`: the path of the field, and what is wrong with it. */
export const nightProblem = v.object({
  field: v.string(),
  problem: v.string(),
  taken: v.optional(v.number()),
  min: v.optional(v.number()),
  max: v.optional(v.number()),
  name: v.optional(v.string()),
})
export type NightProblem = v.InferOutput<typeof nightProblem>

/** The detail of `night_conflict`: who else has edited it since, and what they changed. */
export const nightConflict = v.object({
  revision: v.number(),
  edits: v.array(
    v.object({
      by: nullableText,
      at: moment,
      action: v.string(),
      changes: v.array(changeSchema),
    }),
  ),
})
export type NightConflict = v.InferOutput<typeof nightConflict>
