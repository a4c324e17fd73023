// manager_events: the nights that a manager may look after, drafts included.
import * as v from 'valibot'
import { gateSchema } from './scanner-pull.ts'
import { sqlFunction } from './sql-function.ts'
import { moment, nullableText } from './values.ts'

export const eventStatus = v.picklist(['draft', 'published', 'cancelled'])
export type EventStatus = v.InferOutput<typeof eventStatus>

const managerEventSchema = v.object({
  id: v.string(),
  slug: v.string(),
  name: v.string(),
  status: eventStatus,
  event_date: moment,
  doors_open_at: moment,
  ends_at: moment,
  timezone: v.string(),
  venue_name: nullableText,
  gates: v.array(gateSchema),
})
export type ManagerEventWire = v.InferOutput<typeof managerEventSchema>

export const managerEvents = sqlFunction({
  name: 'manager_events',
  args: () => ({}),
  answer: v.array(managerEventSchema),
})
