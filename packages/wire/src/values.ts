// The small value schemas that many others share.
import * as v from 'valibot'

/** An instant in Unix milliseconds, or a span in milliseconds. */
export const ms = v.pipe(v.number(), v.integer())

export const count = v.pipe(v.number(), v.integer(), v.minValue(0))

/** An instant as ISO 8601 text with its offset. */
export const moment = v.pipe(v.string(), v.isoTimestamp())

/** The same instant as Unix milliseconds. */
export const momentMs = v.pipe(moment, v.transform(Date.parse))

/** An amount as decimal text ("50.00"), so that no float touches money. */
export const amount = v.pipe(v.string(), v.regex(/^\d+(\.\d+)?$/))

export const nullableText = v.nullable(v.string())

export const localeSchema = v.picklist(['en', 'es'])
export type Locale = v.InferOutput<typeof localeSchema>

export const ticketStatus = v.picklist(['issued', 'refunded', 'void'])
export type TicketStatus = v.InferOutput<typeof ticketStatus>
