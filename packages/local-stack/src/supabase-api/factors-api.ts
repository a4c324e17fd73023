// Supabase Auth's second factor, as far as an authenticator app needs it: enroll, challenge, verify, unenroll.
// https://github.com/supabase/auth/blob/master/internal/api/mfa.go
import { Hono } from 'hono'
import { Secret, TOTP } from 'otpauth'
import type { Sql } from 'postgres'
import { toString as drawQr } from 'qrcode'
import { bodyOf, type Caller, callerOf, type RefusalCode, refuse } from './auth-caller.ts'

type Fetch = (request: Request) => Promise<Response>
type Factor = { id: string; status: string; secret: string; friendly_name: string | null }
type Body = Awaited<ReturnType<typeof bodyOf>>

export type FactorsApi = { fetch: Fetch }

type FactorsOptions = {
  jwtSecret: string
  /** Gives out a session's next tokens for its refresh token. */
  refresh: (refreshToken: string) => Promise<Response>
}

/** Auth's own default: a challenge is answered within five minutes. */
const CHALLENGE_SECONDS = 300
const MOST_FACTORS = 10
const STEP_MS = 30_000
/** As for changing a password: hardly one guess in two hundred hits within a day. */
const TRIES = { most: 10, perMinute: 1 }

export function createFactorsApi(sql: Sql, options: FactorsOptions): FactorsApi {
  const key = new TextEncoder().encode(options.jwtSecret)
  const app = new Hono<{ Variables: { caller: Caller } }>().basePath('/auth/v1/factors')

  app.use(async (c, next) => {
    const caller = await callerOf(sql, key, c.req.header('authorization'))
    if (typeof caller === 'string') return refuse(caller)
    c.set('caller', caller)
    return next()
  })

  app.post('/', async (c) => enroll(sql, c.var.caller, await bodyOf(c.req.raw)))

  app.post('/:id/challenge', async (c) => {
    const factor = await ownFactor(sql, c.var.caller, c.req.param('id'))
    if (factor === null) return refuse('mfa_factor_not_found')
    const [made] = await sql<{ id: string; expires: number }[]>`
      insert into auth.mfa_challenges (factor_id) values (${factor.id})
      returning id, extract(epoch from created_at)::int + ${CHALLENGE_SECONDS}::int as expires`
    await sql`update auth.mfa_factors set last_challenged_at = now() where id = ${factor.id}`
    return c.json({ id: made?.id, type: 'totp', expires_at: made?.expires })
  })

  app.post('/:id/verify', async (c) => {
    const { caller } = c.var
    const body = await bodyOf(c.req.raw)
    const factor = await ownFactor(sql, caller, c.req.param('id'))
    if (factor === null) return refuse('mfa_factor_not_found')
    const [challenge] = await sql<{ open: boolean }[]>`
      select verified_at is null and created_at > now() - ${CHALLENGE_SECONDS} * interval '1 second' as open
      from auth.mfa_challenges where id::text = ${String(body.challenge_id)} and factor_id = ${factor.id}`
    if (challenge?.open !== true) return refuse('mfa_challenge_expired')
    if (!(await mayTry(sql, factor))) return refuse('over_request_rate_limit')
    const step = stepOf(factor, String(body.code))
    if (step === null) return refuse('mfa_verification_failed')
    const raised = await raiseSession(sql, caller, {
      factorId: factor.id,
      challengeId: String(body.challenge_id),
      step,
    })
    return 'refused' in raised ? refuse(raised.refused) : options.refresh(raised.token)
  })

  app.delete('/:id', async (c) => {
    const { caller } = c.var
    const factor = await ownFactor(sql, caller, c.req.param('id'))
    if (factor === null) return refuse('mfa_factor_not_found')
    if (factor.status === 'verified' && caller.aal !== 'aal2')
      return refuse('insufficient_aal', 422)
    await sql`delete from auth.mfa_factors where id = ${factor.id}`
    await sql`update auth.sessions set aal = 'aal1', factor_id = null where factor_id = ${factor.id}`
    return c.json({ id: factor.id })
  })

  return { fetch: async (request) => app.fetch(request) }
}

async function enroll(sql: Sql, caller: Caller, body: Body): Promise<Response> {
  if (body.factor_type !== 'totp') return refuse('validation_failed')
  // Set-ups that were given up are forgotten after a challenge's time.
  await sql`
    delete from auth.mfa_factors where user_id = ${caller.userId} and status = 'unverified'
      and created_at < now() - ${CHALLENGE_SECONDS} * interval '1 second'`
  const name = textOf(body.friendly_name)
  const refused = await mayEnroll(sql, caller, name)
  if (refused !== null) return refuse(refused)
  const secret = new Secret({ size: 20 })
  const [made] = await sql<{ id: string }[]>`
    insert into auth.mfa_factors (user_id, friendly_name, factor_type, secret)
    values (${caller.userId}, ${name}, 'totp', ${secret.base32}) returning id`
  const issuer = textOf(body.issuer) || 'Supabase'
  const uri = new TOTP({ issuer, label: caller.email, secret }).toString()
  const qr_code = await drawQr(uri, { type: 'svg' })
  return Response.json({
    ...{ id: made?.id, type: 'totp', friendly_name: name },
    totp: { qr_code, secret: secret.base32, uri },
  })
}

async function mayEnroll(sql: Sql, { userId, aal }: Caller, name: string) {
  const factors = await factorsOf(sql, userId)
  const verified = factors.some(({ status }) => status === 'verified')
  if (verified && aal !== 'aal2') return 'insufficient_aal'
  if (factors.length >= MOST_FACTORS) return 'too_many_enrolled_mfa_factors'
  const taken = name !== '' && factors.some(({ friendly_name }) => friendly_name === name)
  return taken ? 'mfa_factor_name_conflict' : null
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

const factorsOf = (sql: Sql, userId: string) => sql<Factor[]>`
  select id, status, secret, friendly_name from auth.mfa_factors where user_id = ${userId}`

async function ownFactor(sql: Sql, { userId }: Caller, id: string): Promise<Factor | null> {
  return (await factorsOf(sql, userId)).find((factor) => factor.id === id) ?? null
}

async function mayTry(sql: Sql, { id }: Factor): Promise<boolean> {
  const [row] = await sql<{ allowed: boolean }[]>`
    select (public.take_rate_token('factor', ${id}, ${TRIES.most}, ${TRIES.perMinute}) ->> 'allowed')::boolean as allowed`
  return row?.allowed === true
}

/** The half minute, counted since 1970, whose code this is; null when it is none of now. */
function stepOf({ secret }: Factor, token: string): number | null {
  const timestamp = Date.now()
  const delta = new TOTP({ secret: Secret.fromBase32(secret) }).validate({
    token,
    timestamp,
    window: 1,
  })
  return delta === null ? null : Math.floor(timestamp / STEP_MS) + delta
}

type Proof = { factorId: string; challengeId: string; step: number }

/**
 * The factor holds from now on, this session has shown it, and those that haven't end. Gives the refresh token, unless
 * the session ended meanwhile, or this code or a later one was accepted before (RFC 6238, 5.2).
 */
function raiseSession(
  sql: Sql,
  { userId, sessionId }: Caller,
  { factorId, challengeId, step }: Proof,
): Promise<{ token: string } | { refused: RefusalCode }> {
  return sql.begin(async (tx) => {
    const [session] = await tx`select from auth.sessions where id = ${sessionId} for update`
    if (session === undefined) return { refused: 'session_not_found' }
    const [proved] = await tx`
      update auth.mfa_factors set status = 'verified', updated_at = now(), last_step = ${step}
      where id = ${factorId} and (last_step is null or last_step < ${step}) returning id`
    if (proved === undefined) return { refused: 'mfa_verification_failed' }
    await tx`update auth.mfa_challenges set verified_at = now() where id = ${challengeId}`
    await tx`delete from auth.mfa_factors where user_id = ${userId} and status = 'unverified'`
    await tx`update auth.sessions set aal = 'aal2', factor_id = ${factorId} where id = ${sessionId}`
    await tx`
      delete from auth.sessions where user_id = ${userId} and aal is distinct from 'aal2' and id <> ${sessionId}`
    const [token] = await tx<{ token: string }[]>`
      select token from auth.refresh_tokens where session_id = ${sessionId} and not revoked order by created_at desc limit 1`
    return { token: token?.token ?? '' }
  })
}
