// Who calls Supabase Auth, and its refusals, in its own words.
// https://github.com/supabase/auth/blob/master/internal/api/auth.go
import { jwtVerify } from 'jose'
import type { Sql } from 'postgres'

export type Caller = { userId: string; sessionId: string; email: string; aal: string }

const refusals = {
  no_authorization: [401, 'This endpoint requires a valid Bearer token'],
  bad_jwt: [403, 'invalid JWT'],
  session_not_found: [403, 'Session from session_id claim in JWT does not exist'],
  insufficient_aal: [403, 'AAL2 session is required while a second factor is on'],
  mfa_factor_not_found: [404, 'Factor not found'],
  mfa_challenge_expired: [422, 'MFA challenge has expired, create a new challenge.'],
  mfa_verification_failed: [422, 'Invalid TOTP code entered'],
  mfa_factor_name_conflict: [422, 'A factor with the friendly name for this user already exists'],
  too_many_enrolled_mfa_factors: [422, 'Maximum number of verified factors reached'],
  over_request_rate_limit: [429, 'Request rate limit reached'],
  validation_failed: [400, 'factor_type needs to be totp'],
} as const satisfies Record<string, readonly [number, string]>

export type RefusalCode = keyof typeof refusals

export function refuse(code: RefusalCode, status?: number): Response {
  const [usual, message] = refusals[code]
  return Response.json(
    { code, message },
    { status: status ?? usual, headers: { 'x-supabase-api-version': '2024-01-01' } },
  )
}

/** A valid token is not enough: its session may have ended since. */
export async function callerOf(
  sql: Sql,
  key: Uint8Array,
  authorization: string | null | undefined,
): Promise<Caller | RefusalCode> {
  const token = /^bearer (\S+)$/i.exec(authorization ?? '')?.[1]
  if (token === undefined) return 'no_authorization'
  const caller = await readToken(key, token)
  if (caller === null) return 'bad_jwt'
  const [session] = await sql`
    select from auth.sessions where id::text = ${caller.sessionId} and user_id::text = ${caller.userId}`
  return session === undefined ? 'session_not_found' : caller
}

async function readToken(key: Uint8Array, token: string): Promise<Caller | null> {
  try {
    const { payload } = await jwtVerify(token, key)
    const { sub, session_id, email, aal, role } = payload
    if (sub === undefined || typeof session_id !== 'string' || role !== 'authenticated') return null
    return { userId: sub, sessionId: session_id, email: String(email ?? ''), aal: String(aal) }
  } catch {
    return null
  }
}

export async function bodyOf(request: Request): Promise<Record<string, unknown>> {
  const body: unknown = await request.json().catch(() => null)
  return typeof body === 'object' && body !== null ? { ...body } : {}
}
