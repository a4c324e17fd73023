// Housekeeping: rate limits, and the sweeping of lapsed holds and full buckets.
import * as v from 'valibot'
import { sqlFunction } from './sql-function.ts'

export type RateLimit = { bucket: string; key: string; capacity: number; refillPerMinute: number }

const rateTokenSchema = v.object({ allowed: v.boolean(), retry_after_seconds: v.number() })
export type RateToken = v.InferOutput<typeof rateTokenSchema>

export const takeRateToken = sqlFunction({
  name: 'take_rate_token',
  args: ({ bucket, key, capacity, refillPerMinute }: RateLimit) => ({
    p_bucket: bucket,
    p_key: key,
    p_capacity: capacity,
    p_refill_per_minute: refillPerMinute,
  }),
  answer: rateTokenSchema,
})

/** Deletes rate buckets that are full again and returns how many. */
export const sweepRateBuckets = sqlFunction({
  name: 'sweep_rate_buckets',
  args: () => ({}),
  answer: v.number(),
})

/** Releases the seats of lapsed holds and returns how many orders ended. */
export const sweepHolds = sqlFunction({
  name: 'sweep_holds',
  args: (limit: number) => ({ p_limit: limit }),
  answer: v.number(),
})

/** Names of stored pictures, each size by itself, stored a month ago or longer, that no night shows. */
export const unusedPosters = sqlFunction({
  name: 'unused_posters',
  args: (limit: number) => ({ p_limit: limit }),
  answer: v.array(v.string()),
})
