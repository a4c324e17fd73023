// Access tokens of @supabase/lite lack claims that hosted Auth includes, so they are signed again with them.
import { decodeJwt, SignJWT } from 'jose'

type Fetch = (request: Request) => Promise<Response>

const issuesTokens = /^\/auth\/v1\/(token|signup|verify)$/

/** Wraps an Auth endpoint. `jwtSecret` is the HS256 secret of the project. */
export function withHostedClaims(fetch: Fetch, jwtSecret: string): Fetch {
  const key = new TextEncoder().encode(jwtSecret)
  return async (request) => {
    const response = await fetch(request)
    const isJson = response.headers.get('content-type')?.includes('json')
    if (!issuesTokens.test(new URL(request.url).pathname) || !response.ok || !isJson) {
      return response
    }
    const session = (await response.json()) as Session
    if (session.access_token) session.access_token = await signAgain(session, key)
    const headers = new Headers(response.headers)
    headers.delete('content-length')
    return new Response(JSON.stringify(session), { status: response.status, headers })
  }
}

type Session = {
  access_token?: string
  user?: { phone?: string; app_metadata?: object; user_metadata?: object }
}

async function signAgain({ access_token, user }: Session, key: Uint8Array): Promise<string> {
  const claims = {
    ...decodeJwt(access_token ?? ''),
    phone: user?.phone ?? '',
    app_metadata: user?.app_metadata ?? {},
    user_metadata: user?.user_metadata ?? {},
    aal: 'aal1',
    is_anonymous: false,
  }
  return new SignJWT(claims).setProtectedHeader({ alg: 'HS256', typ: 'JWT' }).sign(key)
}
