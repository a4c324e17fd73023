// Access tokens and users of @supabase/lite lack what hosted Auth includes: some claims, and the second factor.
import { decodeJwt, SignJWT } from 'jose'
import type { Sql } from 'postgres'

type Fetch = (request: Request) => Promise<Response>

const issuesTokens = /^\/auth\/v1\/(token|signup|verify)$/

/** Wraps an Auth endpoint. `jwtSecret` is the HS256 secret of the project. */
export function withHostedClaims(fetch: Fetch, sql: Sql, jwtSecret: string): Fetch {
  const key = new TextEncoder().encode(jwtSecret)
  return async (request) => {
    const response = await fetch(request)
    const { pathname } = new URL(request.url)
    const isJson = response.headers.get('content-type')?.includes('json')
    if (!response.ok || !isJson) return response
    if (issuesTokens.test(pathname)) {
      return sameWith(response, await complete((await response.json()) as Session, sql, key))
    }
    if (pathname === '/auth/v1/user') {
      return sameWith(response, await withFactors((await response.json()) as User, sql))
    }
    return response
  }
}

async function complete(session: Session, sql: Sql, key: Uint8Array): Promise<Session> {
  const { access_token, user } = session
  return {
    ...session,
    ...(access_token && { access_token: await signAgain(session, sql, key) }),
    ...(user && { user: await withFactors(user, sql) }),
  }
}

type User = { id?: string; phone?: string; app_metadata?: object; user_metadata?: object }
type Session = { access_token?: string; user?: User }

function sameWith(response: Response, body: object): Response {
  const headers = new Headers(response.headers)
  headers.delete('content-length')
  return new Response(JSON.stringify(body), { status: response.status, headers })
}

async function signAgain(session: Session, sql: Sql, key: Uint8Array): Promise<string> {
  const { user } = session
  const given = decodeJwt(session.access_token ?? '')
  const [row] = await sql<{ aal: string | null }[]>`
    select aal from auth.sessions where id::text = ${String(given.session_id)}`
  const aal = row?.aal === 'aal2' ? 'aal2' : 'aal1'
  const timestamp = given.iat ?? 0
  const claims = {
    ...given,
    phone: user?.phone ?? '',
    app_metadata: user?.app_metadata ?? {},
    user_metadata: user?.user_metadata ?? {},
    aal,
    amr: (aal === 'aal2' ? ['totp', 'password'] : ['password']).map((method) => ({
      method,
      timestamp,
    })),
    is_anonymous: false,
  }
  return new SignJWT(claims).setProtectedHeader({ alg: 'HS256', typ: 'JWT' }).sign(key)
}

async function withFactors(user: User, sql: Sql): Promise<User> {
  const factors = await sql`
    select id, status, friendly_name, factor_type, created_at, updated_at from auth.mfa_factors
    where user_id::text = ${user.id ?? ''} order by created_at`
  return factors.length === 0 ? user : { ...user, ...{ factors: [...factors] } }
}
