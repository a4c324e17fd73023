// Reads the functions' configuration from an environment once, and names every key that is wrong.
import * as v from 'valibot'
import { missingWalletKeys, walletSettings } from './wallet-config.ts'

/** Text that people paste from dashboards: a trailing newline in a secret breaks every signature. */
const trimmed = v.pipe(v.string(), v.trim(), v.minLength(1, 'is missing'))
const httpUrl = v.pipe(
  trimmed,
  v.regex(/^https?:\/\/[^\s]+$/, 'must be an http(s) address'),
  v.transform((url) => url.replace(/\/+$/, '')),
)
const secret = v.pipe(trimmed, v.minLength(16, 'must have at least 16 characters'))
const commaList = v.pipe(
  trimmed,
  v.transform((list) =>
    list
      .split(',')
      .map((part) => part.trim())
      .filter((part) => part !== ''),
  ),
  v.minLength(1, 'is missing'),
)

const settingsSchema = v.object({
  SUPABASE_URL: httpUrl,
  SUPABASE_SECRET_KEY: trimmed,
  STRIPE_SECRET_KEY: trimmed,
  /** One or two secrets, comma separated, so that a secret can be rotated without losing an event. */
  STRIPE_WEBHOOK_SECRET: commaList,
  STRIPE_API_BASE: v.optional(httpUrl),
  RESEND_API_KEY: v.optional(trimmed),
  RESEND_API_BASE: v.optional(httpUrl, 'https://api.resend.com'),
  /** Resend's signing secret for its events; without it nothing that it reports is believed. */
  RESEND_WEBHOOK_SECRET: v.optional(
    v.pipe(trimmed, v.regex(/^whsec_[A-Za-z0-9+/]+=*$/, 'must be whsec_…')),
  ),
  /** Mails go over SMTP instead: `smtps://user:password@mail.example:465`. Node only. */
  SMTP_URL: v.optional(v.pipe(trimmed, v.regex(/^smtps?:\/\/[^\s]+$/, 'must be smtp(s)://…'))),
  MAIL_FROM: trimmed,
  SHOP_URL: httpUrl,
  /** The project's address as the world reaches it, where it isn't SUPABASE_URL. */
  API_URL: v.optional(httpUrl),
  SCANNER_URL: httpUrl,
  BACK_OFFICE_URL: httpUrl,
  ORDER_TOKEN_SECRET: secret,
  /** `{kid}:{base64url of the 32-byte Ed25519 seed}` */
  SIGNING_KEY: v.pipe(
    trimmed,
    v.regex(/^[0-9A-HJKMNP-TV-Z]{2}:[A-Za-z0-9_-]{43}=?$/, 'must be {kid}:{32 bytes as base64url}'),
    v.transform((text) => ({ kid: text.slice(0, 2), seed: fromBase64Url(text.slice(3)) })),
  ),
  WORKER_SECRET: secret,
  /** Multiplies every rate limit: for load tests, where one address is a thousand customers. */
  RATE_LIMIT_SCALE: v.optional(
    v.pipe(v.union([v.string(), v.number()]), v.toNumber(), v.minValue(1)),
    1,
  ),
  /** A header that the platform's own proxy sets, such as `cf-connecting-ip`. Unset: the socket's address. */
  TRUSTED_ADDRESS_HEADER: v.optional(trimmed),
  ...walletSettings,
})

const configSchema = v.pipe(
  settingsSchema,
  v.forward(
    v.partialCheck(
      [['RESEND_API_KEY'], ['SMTP_URL']],
      ({ RESEND_API_KEY, SMTP_URL }) => (RESEND_API_KEY === undefined) !== (SMTP_URL === undefined),
      'or SMTP_URL must be set, and not both',
    ),
    ['RESEND_API_KEY'],
  ),
)

export type Config = v.InferOutput<typeof configSchema>

/** The environment lacks something; the message names keys and never shows their values. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
  readonly keys: readonly string[]

  constructor(problems: readonly { key: string; message: string }[]) {
    super(`Configuration: ${problems.map(({ key, message }) => `${key} ${message}`).join('; ')}`)
    this.keys = problems.map(({ key }) => key)
  }
}

/**
 * @param env the host's environment, e.g. `process.env` or `Deno.env.toObject()`
 * @throws ConfigError naming every key that is missing or malformed
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const parsed = v.safeParse(configSchema, withPlatformDefaults(withoutBlanks(env)))
  if (parsed.success) {
    const missing = missingWalletKeys(parsed.output)
    if (missing.length === 0) return parsed.output
    throw new ConfigError(missing.map((key) => ({ key, message: 'is missing' })))
  }
  throw new ConfigError(
    parsed.issues.map((issue) => {
      const key = String(issue.path?.[0]?.key ?? 'environment')
      return {
        key,
        message:
          issue.type === 'object' || issue.input === undefined ? 'is missing' : issue.message,
      }
    }),
  )
}

/**
 * Supabase's own functions find the key in a dictionary, or as the older service-role key, since no secret of one's own
 * may begin with SUPABASE_ (https://supabase.com/docs/guides/functions/secrets). Its proxy overwrites
 * `cf-connecting-ip`, while the first entries of `x-forwarded-for` are whatever the caller sent.
 */
function withPlatformDefaults(env: Record<string, string | undefined>) {
  const hosted = env.SB_REGION !== undefined
  return {
    ...env,
    SUPABASE_SECRET_KEY:
      env.SUPABASE_SECRET_KEY ??
      defaultKey(env.SUPABASE_SECRET_KEYS) ??
      env.SUPABASE_SERVICE_ROLE_KEY,
    TRUSTED_ADDRESS_HEADER: env.TRUSTED_ADDRESS_HEADER ?? (hosted ? 'cf-connecting-ip' : undefined),
  }
}

function defaultKey(dictionary: string | undefined): string | undefined {
  try {
    const key: unknown = JSON.parse(dictionary ?? '{}')?.default
    return typeof key === 'string' ? key : undefined
  } catch {
    return undefined
  }
}

function withoutBlanks(env: Readonly<Record<string, string | undefined>>) {
  return Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== undefined && value !== ''),
  )
}

function fromBase64Url(text: string): Uint8Array {
  const binary = atob(text.replace(/=+$/, '').replaceAll('-', '+').replaceAll('_', '/'))
  return Uint8Array.from(binary, (character) => character.charCodeAt(0))
}
