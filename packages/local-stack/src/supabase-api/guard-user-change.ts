// Who has a second factor changes password and e-mail only in a session that has shown it.
// https://github.com/supabase/auth/blob/master/internal/api/user.go
import type { Sql } from 'postgres'
import { bodyOf, callerOf, refuse } from './auth-caller.ts'

type Fetch = (request: Request) => Promise<Response>

/** Wraps an Auth endpoint, which checks everything else. `jwtSecret` is the HS256 secret of the project. */
export function guardUserChange(fetch: Fetch, sql: Sql, jwtSecret: string): Fetch {
  const key = new TextEncoder().encode(jwtSecret)
  return async (request) => {
    const isChange = request.method === 'PUT' && new URL(request.url).pathname === '/auth/v1/user'
    if (isChange && (await lacksFactor(request, sql, key))) return refuse('insufficient_aal', 401)
    return fetch(request)
  }
}

async function lacksFactor(request: Request, sql: Sql, key: Uint8Array): Promise<boolean> {
  const caller = await callerOf(sql, key, request.headers.get('authorization'))
  if (typeof caller === 'string') return false
  const { password, email, phone } = await bodyOf(request.clone())
  if (![password, email, phone].some(Boolean)) return false
  const [row] = await sql<{ lacks: boolean }[]>`
    select s.aal is distinct from 'aal2' and exists (
      select from auth.mfa_factors f where f.user_id = s.user_id and f.status = 'verified') as lacks
    from auth.sessions s where s.id::text = ${caller.sessionId}`
  return row?.lacks === true
}
