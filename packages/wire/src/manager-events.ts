// manager_events: the nights that a manager may look after, drafts included.
import * as v from 'valibot'
import { gateSchema } from './scanner-pull.ts'
import { sqlFunction } from './sql-function.ts'
import { momentMs, nullableText } from './values.ts'

export const eventStatus = v.picklist(['draft', 'published', 'cancelled'])
export type EventStatus = v.InferOutput<typeof eventStatus>

const managerEventSchema = v.object({
  id: v.string(),
  slug: v.string(),
  name: v.string(),
  status: eventStatus,
  event_date: momentMs,
  doors_open_at: momentMs,
  ends_at: momentMs,
  timezone: v.string(),
  venue_name: nullableText,
  gates: v.array(gateSchema),
})
export type ManagerEvent = v.InferOutput<typeof managerEventSchema>

export const managerEvents = sqlFunction({
  name: 'manager_events',
  args: () => ({}),
  answer: v.array(managerEventSchema),
})
