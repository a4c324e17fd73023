// Tells Postgres who is calling: the role and claims of a request, in one statement instead of six.
import { type Kysely, sql } from 'kysely'

export type SessionVars = {
  auth?: { uid?: unknown; role?: unknown; jwt?: unknown }
  storage?: { operation?: unknown }
}

export type RpcRequest = {
  method: string
  path: string
  requestHeaders?: Record<string, string>
}

// biome-ignore lint/suspicious/noExplicitAny: kysely's own way to say "any database".
type AnyDatabase = Kysely<any>

/** The settings that PostgREST applies for each request, for its transaction only. */
export async function applySessionContext(db: AnyDatabase, vars: SessionVars): Promise<void> {
  const role = String(vars.auth?.role || 'anon')
  await sql`
    select
      set_config('request.jwt.claim.sub', ${String(vars.auth?.uid ?? '')}, true),
      set_config('request.jwt.claim.role', ${role}, true),
      set_config('request.jwt.claims', ${JSON.stringify(vars.auth?.jwt ?? {})}, true),
      set_config('storage.operation', ${String(vars.storage?.operation ?? '')}, true),
      set_config('role', ${role}, true)`.execute(db)
}

/** The same for `/rpc/*`, where a function may read the request and set the response. */
export async function applyRpcContext(db: AnyDatabase, request: RpcRequest): Promise<void> {
  await sql`
    select
      set_config('response.status', '', true),
      set_config('response.headers', '', true),
      set_config('request.method', ${request.method}, true),
      set_config('request.path', ${request.path}, true),
      set_config('request.headers', ${JSON.stringify(request.requestHeaders ?? {})}, true)`.execute(
    db,
  )
}
