// Rate limits: one token bucket per address and purpose, kept in Postgres so that every instance shares it.
import type { Context, MiddlewareHandler } from 'hono'
import type { Dependencies } from '../dependencies.ts'
import { pseudonym } from '../secrets.ts'
import { answerProblem } from './answer.ts'
import type { AppEnvironment } from './app-environment.ts'
import { networkOf } from './client-address.ts'

/** What a limited app is given. */
export type RateDependencies = Pick<Dependencies, 'log' | 'clientAddress'> & {
  settings: Pick<Dependencies['settings'], 'orderTokenSecret' | 'rateLimitScale'>
  database: Pick<Dependencies['database'], 'takeRateToken'>
}

export type Limit = { bucket: string; capacity: number; refillPerMinute: number }

/** Venues and offices share an address, so these stop machines, not people. */
export const LIMITS = {
  /** A page that is looked at asks every few seconds. */
  events: { bucket: 'events', capacity: 600, refillPerMinute: 600 },
  /** The shop's pages that read nights, its feeds and share pictures, together: a crawler reads them all at once. */
  pages: { bucket: 'pages', capacity: 600, refillPerMinute: 600 },
  checkout: { bucket: 'checkout', capacity: 60, refillPerMinute: 60 },
  /** Fewer than a guesser of codes would need. */
  promo: { bucket: 'promo', capacity: 30, refillPerMinute: 10 },
  order: { bucket: 'order', capacity: 300, refillPerMinute: 300 },
  /** Apple's wallets, all at once when a night is moved; many phones share an address. */
  passes: { bucket: 'passes', capacity: 600, refillPerMinute: 600 },
  /** Offers write to strangers in the club's name. */
  offer: { bucket: 'offer', capacity: 20, refillPerMinute: 4 },
  /** Whoever waits joins once for each type; each may cost a mail to a stranger. */
  join: { bucket: 'join', capacity: 20, refillPerMinute: 6 },
  /** A whole back office may share an address; a thief of a token is slowed. */
  desk: { bucket: 'desk', capacity: 120, refillPerMinute: 120 },
  pairing: { bucket: 'pairing', capacity: 12, refillPerMinute: 6 },
  /** Whoever looks for tickets asks once or twice; each may cost a mail. */
  find: { bucket: 'find', capacity: 20, refillPerMinute: 6 },
  /** Links to set a password: asked for, and used. */
  password: { bucket: 'password', capacity: 12, refillPerMinute: 6 },
} as const satisfies Record<string, Limit>

/** Where the host doesn't know addresses, all callers share one bucket, so it must be large. */
const ALL_TOGETHER = 20

/** The network that a request comes from, as a pseudonym; null where the host doesn't know it. */
export async function clientOf(
  { settings, clientAddress }: Pick<RateDependencies, 'settings' | 'clientAddress'>,
  context: Context<AppEnvironment>,
): Promise<string | null> {
  const address = networkOf(clientAddress(context.req.raw, context.env))
  return address === null ? null : pseudonym(settings.orderTokenSecret, address)
}

/** If the bucket can't be read, the request goes through: sales must not stop for it. The log says so. */
export function limitRate(
  deps: RateDependencies,
  { bucket, capacity, refillPerMinute }: Limit,
): MiddlewareHandler<AppEnvironment> {
  return async (context, next) => {
    const { database, settings, log } = deps
    const client = await clientOf(deps, context)
    const scale = settings.rateLimitScale * (client === null ? ALL_TOGETHER : 1)
    const token = await database.takeRateToken({
      bucket,
      key: client ?? (await pseudonym(settings.orderTokenSecret, 'unknown')),
      capacity: Math.round(capacity * scale),
      refillPerMinute: refillPerMinute * scale,
    })
    if (!token.ok) log({ level: 'error', event: 'rate_limit_unavailable', bucket })
    if (!token.ok || token.value.allowed) {
      await next()
      return
    }
    return answerProblem(context, {
      code: 'too_many_requests',
      retryAfterSeconds: token.value.retry_after_seconds,
    })
  }
}
