// scanner_lists: a night's guest lists on its phones; scanner_share: a phone's part of a quota.
import * as v from 'valibot'
import { sqlFunction } from './sql-function.ts'
import { amount, count, ms, nullableText } from './values.ts'

const doorListSchema = v.object({
  id: v.string(),
  name: v.string(),
  /** Null: the house's. */
  promoter: nullableText,
  quota: v.nullable(count),
  overbook: v.boolean(),
  price: amount,
  /** Null: all night. */
  until: v.nullable(ms),
  /** Null: closed after `until`. */
  late_price: v.nullable(amount),
  currency: v.string(),
  door_note: v.string(),
  /** Heads that came in, as far as the server has heard. */
  arrived: count,
  /** This phone's share of an overbooked list; null: the list has none. */
  granted: v.nullable(count),
  /** Another phone asked for more than there was. */
  wanted: v.boolean(),
})
export type DoorList = v.InferOutput<typeof doorListSchema>

/** The cells of a row: id, list, name (null: forgotten), plus, note, arrived, removed, revision. */
const rowSchema = v.tuple([
  v.string(),
  v.string(),
  nullableText,
  count,
  v.string(),
  count,
  v.boolean(),
  v.number(),
])
export type EntryRow = v.InferOutput<typeof rowSchema>

const answerSchema = v.variant('revoked', [
  v.object({ revoked: v.literal(true), server_now: ms }),
  v.object({
    revoked: v.literal(false),
    server_now: ms,
    /** Everything committed by then is in what was pulled, once there is no more; 0 vouches for nothing new. */
    horizon_ms: ms,
    epoch: v.string(),
    cursor: v.string(),
    more: v.boolean(),
    lists: v.array(doorListSchema),
    rows: v.array(rowSchema),
  }),
])
export type PulledLists = v.InferOutput<typeof answerSchema>

export const scannerLists = sqlFunction({
  name: 'scanner_lists',
  args: ({
    eventId,
    cursor,
    limit,
  }: {
    eventId: string
    cursor: string | null
    limit: number
  }) => ({
    p_event_id: eventId,
    ...(cursor === null ? {} : { p_cursor: cursor }),
    p_limit: limit,
  }),
  answer: answerSchema,
})

/** `wish` is the whole, not the difference: asking twice is asking once, and less than it has gives back. */
export const scannerShare = sqlFunction({
  name: 'scanner_share',
  args: ({ eventId, listId, wish }: { eventId: string; listId: string; wish: number }) => ({
    p_event_id: eventId,
    p_list_id: listId,
    p_wish: wish,
  }),
  answer: v.object({ granted: count, unheld: count }),
})
