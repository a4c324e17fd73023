// scanner_events: the nights and gates that the calling phone may scan.
import * as v from 'valibot'
import { gateSchema } from './scanner-pull.ts'
import { sqlFunction } from './sql-function.ts'
import { moment } from './values.ts'

const offerSchema = v.object({
  id: v.string(),
  name: v.string(),
  event_date: moment,
  timezone: v.string(),
  gates: v.array(gateSchema),
})

/** Refusal: `not_a_device`. A revoked phone may scan none. */
export const scannerEvents = sqlFunction({
  name: 'scanner_events',
  args: () => ({}),
  answer: v.array(offerSchema),
})
