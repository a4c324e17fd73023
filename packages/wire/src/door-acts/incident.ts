// An incident: something that the record of the night must have, in the doorman's words; or somebody who was removed.
import * as v from 'valibot'

export const MAX_INCIDENT_PLACE = 60
export const MAX_INCIDENT_WORDS = 500
export const MAX_INCIDENT_MINUTES = 240

export const incidentAct = v.strictObject({
  kind: v.literal('incident'),
  payload: v.strictObject({
    what: v.picklist(['incident', 'removal']),
    /** Empty: at the gate where it was written. */
    place: v.pipe(v.string(), v.maxLength(MAX_INCIDENT_PLACE)),
    words: v.pipe(v.string(), v.regex(/\S/), v.maxLength(MAX_INCIDENT_WORDS)),
    /** How long before it was written. */
    minutes_ago: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(MAX_INCIDENT_MINUTES)),
  }),
})
