// The shop's server reads its configuration once, and names every key that is wrong.
import { ConfigError } from '@maguey/functions/config'
import * as v from 'valibot'

const trimmed = v.pipe(v.string(), v.trim(), v.minLength(1, 'is missing'))
const httpUrl = v.pipe(
  trimmed,
  v.regex(/^https?:\/\/[^\s]+$/, 'must be an http(s) address'),
  v.transform((url) => url.replace(/\/+$/, '')),
)

const shopConfigSchema = v.object({
  SUPABASE_URL: httpUrl,
  /** For what only functions may call (rate limits), and for share pictures. */
  SUPABASE_SECRET_KEY: trimmed,
  /** Where customers are. */
  SHOP_URL: httpUrl,
  /** The API as browsers reach it, if that is another address than SUPABASE_URL. */
  API_URL: v.optional(httpUrl),
  /** The same as the functions have: addresses become pseudonyms with it. */
  ORDER_TOKEN_SECRET: v.pipe(trimmed, v.minLength(16, 'must have at least 16 characters')),
  RATE_LIMIT_SCALE: v.optional(
    v.pipe(v.union([v.string(), v.number()]), v.toNumber(), v.minValue(1)),
    1,
  ),
  TRUSTED_ADDRESS_HEADER: v.optional(trimmed),
})

export type ShopConfig = v.InferOutput<typeof shopConfigSchema>

/** @throws ConfigError naming every key that is missing or malformed */
export function readShopConfig(env: Readonly<Record<string, string | undefined>>): ShopConfig {
  const filled = Object.fromEntries(Object.entries(env).filter(([, value]) => value))
  const parsed = v.safeParse(shopConfigSchema, filled)
  if (parsed.success) return parsed.output
  throw new ConfigError(
    parsed.issues.map((issue) => ({
      key: String(issue.path?.[0]?.key ?? 'environment'),
      message: issue.input === undefined ? 'is missing' : issue.message,
    })),
  )
}
