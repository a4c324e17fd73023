// Supabase Auth and REST, from @supabase/lite on our Postgres, with its deviations corrected.
import { App } from '@supabase/lite'
import { createPostgresConnection } from '@supabase/lite/postgres'
import type { Sql } from 'postgres'
import { keepQuiet, silenceMarkedErrors, withStatus } from './database-errors.ts'
import { createFactorsApi } from './factors-api.ts'
import { guardUserChange } from './guard-user-change.ts'
import { withHostedClaims } from './hosted-claims.ts'
import { applyRpcContext, applySessionContext } from './request-context.ts'

export type SupabaseApi = {
  /** Answers `/auth/v1/*` and `/rest/v1/*`. */
  fetch(request: Request): Promise<Response>
  /** Creates whatever is missing in schema auth. Roles must exist. */
  prepareAuth(): Promise<void>
  /** Call after a migration: lite caches tables and functions. */
  forgetSchema(): Promise<void>
  close(): Promise<void>
}

export type SupabaseApiOptions = {
  /** The same database as superuser, for what lite lacks. */
  sql: Sql
  databaseUrl: string
  publishableKey: string
  secretKey: string
  jwtSecret: string
  /** Lifetime of an access token. Default 3600. */
  jwtExpirySeconds?: number | undefined
}

/** The parts of lite's connection that we replace; private in its types. Pinned version 0.10.0. */
type Internals = {
  rlsState: 'unknown' | 'active' | 'inactive'
  applyJwtSessionContext: typeof applySessionContext
  applyRpcRequestGucs: typeof applyRpcContext
  normalizeDbError(error: unknown): unknown
}

export async function openSupabaseApi(options: SupabaseApiOptions): Promise<SupabaseApi> {
  const connection = createPostgresConnection({
    url: options.databaseUrl,
    postgresOptions: {
      max: 10,
      onnotice() {},
      types: { json: jsonText(114), jsonb: jsonText(3802) },
    },
  })
  mend(connection as unknown as Internals)
  const app = new App({
    connection,
    auth: {
      enabled: true,
      jwt_secret: options.jwtSecret,
      jwt_expiry: options.jwtExpirySeconds ?? 3600,
      // There is no self-service sign-up: staff are invited, phones are paired.
      enable_signup: false,
      publishable_key: options.publishableKey,
      secret_key: options.secretKey,
      email: { enable_confirmations: false },
    },
    storage: { enabled: false },
  })
  await app.init()
  const { sql, jwtSecret, publishableKey } = options
  const lite = guardUserChange(async (request) => app.fetch(request), sql, jwtSecret)
  const auth = withHostedClaims(lite, sql, jwtSecret)
  const factors = createFactorsApi(sql, {
    jwtSecret,
    refresh: (token) => auth(refreshRequest(token, publishableKey)),
  })
  return {
    fetch: (request) =>
      new URL(request.url).pathname.startsWith('/auth/v1/factors')
        ? factors.fetch(request)
        : auth(request),
    prepareAuth: () => app.ensureSystemSchema(),
    forgetSchema: () => connection.clearSchemaCache(),
    close: () => connection.close(),
  }
}

const refreshRequest = (token: string, apikey: string) =>
  new Request('http://auth.internal/auth/v1/token?grant_type=refresh_token', {
    method: 'POST',
    headers: { 'content-type': 'application/json', apikey },
    body: JSON.stringify({ refresh_token: token }),
  })

/**
 * lite already passes JSON arguments as text, which the driver would quote once more as a JSON string. Only a
 * bare string arrives unquoted, and is quoted here.
 */
const jsonText = (oid: number) => ({
  to: oid,
  from: [oid],
  serialize: (value: unknown) =>
    typeof value === 'string' && isJson(value) ? value : JSON.stringify(value),
  parse: (text: string) => JSON.parse(text) as unknown,
})

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

function mend(connection: Internals): void {
  // Otherwise the first request runs GRANT ALL on every schema with RLS, which undoes every REVOKE of the migrations.
  connection.rlsState = 'active'
  connection.applyJwtSessionContext = applySessionContext
  connection.applyRpcRequestGucs = applyRpcContext
  const normalize = connection.normalizeDbError.bind(connection)
  connection.normalizeDbError = (error) => keepQuiet(withStatus(normalize(error)))
  silenceMarkedErrors()
}
