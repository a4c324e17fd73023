// Guest lists of a night and the names on them, as the house keeps them.
import * as v from 'valibot'
import { sqlFunction } from './sql-function.ts'
import { amount, count, moment, nullableText } from './values.ts'

export const guestListSchema = v.object({
  id: v.string(),
  event_id: v.string(),
  name: v.string(),
  /** Null: the house's own list. */
  promoter_id: nullableText,
  promoter_name: nullableText,
  /** Heads that it may let in; null: as many as are on it. */
  quota: v.nullable(count),
  /** Whether more heads may be named than the quota lets in. */
  overbook: v.boolean(),
  /** The largest "+n" of one name. */
  most_plus: count,
  price: amount,
  until_at: v.nullable(moment),
  /** The same on the venue's clock, HH:MM. */
  until: nullableText,
  /** Null: after `until` the list is closed. */
  late_price: v.nullable(amount),
  currency: v.string(),
  door_note: v.string(),
  /** Since when it takes no more names. */
  closed_at: v.nullable(moment),
  names: count,
  heads: count,
  arrived: count,
})
export type GuestList = v.InferOutput<typeof guestListSchema>

export const listEntrySchema = v.object({
  id: v.string(),
  /** Empty once the night's guests were forgotten. */
  name: v.string(),
  plus: count,
  note: v.string(),
  by_promoter: v.boolean(),
  added_at: moment,
  /** Heads that have come in on it. */
  arrived: count,
})
export type ListEntry = v.InferOutput<typeof listEntrySchema>

const namesSchema = v.object({ list: guestListSchema, entries: v.array(listEntrySchema) })
export type ListNames = v.InferOutput<typeof namesSchema>

/** Made by whoever types it; sending the same id again adds nothing. `again`: although the name is on a list already. */
export type NewName = {
  id: string
  name: string
  plus: number
  note?: string | undefined
  again?: boolean | undefined
}

export const takenSchema = v.object({
  ...namesSchema.entries,
  added: v.array(v.string()),
  left_out: v.array(
    v.object({
      id: nullableText,
      name: v.string(),
      why: v.picklist(['unreadable', 'too_many_plus', 'twin', 'full']),
      /** The list that has the twin. */
      on_list: nullableText,
    }),
  ),
})
export type TakenNames = v.InferOutput<typeof takenSchema>
export type LeftOut = TakenNames['left_out'][number]

export type NameChange = {
  plus?: number | undefined
  note?: string | undefined
  removed?: boolean | undefined
}

export const changedSchema = namesSchema

export type ListWish = Pick<
  GuestList,
  'name' | 'promoter_id' | 'quota' | 'overbook' | 'most_plus' | 'price' | 'until' | 'late_price'
> & { door_note: string; closed: boolean }

const doorArrival = {
  at: moment,
  heads: count,
  gate: nullableText,
  device: nullableText,
  name: nullableText,
}

const excessSchema = v.object({
  act_id: v.string(),
  /** More than the name has, or more than the list's quota. */
  what: v.picklist(['name', 'quota']),
  list_id: v.string(),
  list: v.string(),
  allowed: count,
  excess: count,
  ...doorArrival,
  /** The last arrivals before it on the same name, or list. */
  before: v.array(v.object(doorArrival)),
})
export type ListExcess = v.InferOutput<typeof excessSchema>

export const listExcess = sqlFunction({
  name: 'list_excess',
  args: (eventId: string) => ({ p_event_id: eventId }),
  answer: v.array(excessSchema),
})

export const nightLists = sqlFunction({
  name: 'night_lists',
  args: (eventId: string) => ({ p_event_id: eventId }),
  answer: v.array(guestListSchema),
})

/** Refusals: `invalid_request` (detail.field), `list_name_taken`. */
export const saveGuestList = sqlFunction({
  name: 'save_guest_list',
  args: ({ eventId, listId, wish }: { eventId: string; listId: string; wish: ListWish }) => ({
    p_event_id: eventId,
    p_list_id: listId,
    p_list: wish,
  }),
  answer: guestListSchema,
})

export const listNames = sqlFunction({
  name: 'list_names',
  args: (listId: string) => ({ p_list_id: listId }),
  answer: namesSchema,
})

/** Refusal: `list_closed`. Names that could not be added are in the answer, with the reason. */
export const addListNames = sqlFunction({
  name: 'add_list_names',
  args: ({ listId, names }: { listId: string; names: readonly NewName[] }) => ({
    p_list_id: listId,
    p_names: names,
  }),
  answer: takenSchema,
})

/** Refusals: `guest_arrived`, `list_full`, `list_closed`. */
export const changeListName = sqlFunction({
  name: 'change_list_name',
  args: ({ entryId, change }: { entryId: string; change: NameChange }) => ({
    p_entry_id: entryId,
    p_change: change,
  }),
  answer: changedSchema,
})
