// Real Postgres with the real migrations, one history after another; the test controls time, ids and the API's calls.
import { readFile } from 'node:fs/promises'
import { openDatabase } from '@maguey/local-stack/database/open-database'
import postgres, { type ReservedSql } from 'postgres'

export type Caller = { readonly role: string; readonly claims?: object }

export type ChaosDatabase = {
  /** Starts from an empty, migrated database; the previous history's writes are gone. */
  readonly begin: (seed: number, nowMs: number) => Promise<void>
  readonly setNow: (nowMs: number) => Promise<void>
  /** As superuser, for setting the scene and inspecting the end. */
  readonly sql: () => ReservedSql
  /** Of `manager`, `door 1` and `door 2`, who are there in every history. */
  readonly userId: (name: string) => string
  /** What PostgREST answers to `POST /rest/v1/rpc/{name}`. */
  readonly rpc: (name: string, args: object, caller?: Caller) => Promise<Response>
  /** Changes the schema itself, which is how a test reintroduces a bug. */
  readonly alter: (statements: string) => Promise<void>
  readonly close: () => Promise<void>
}

/**
 * A history is one transaction that is rolled back at its end, and each call is a subtransaction in it, so a fresh
 * database costs nothing. Calls take turns anyway, so that a seed always gives the same history.
 */
export async function openChaosDatabase(): Promise<ChaosDatabase> {
  const database = await openDatabase({})
  const pool = postgres(database.url, { max: 1, onnotice() {} })
  await pool`alter system set autovacuum = off`
  await pool`select pg_reload_conf()`
  const script = new URL('./chaos-database.sql', import.meta.url)
  await pool.unsafe(await readFile(script, 'utf8'))
  const sql = await pool.reserve()
  // A few rows per table: planning again for other values costs more than any plan saves.
  await sql`set plan_cache_mode = force_generic_plan`
  const people = await sql<
    { name: string; user_id: string }[]
  >`select name, user_id from chaos.people`
  const userIds = new Map(people.map(({ name, user_id: userId }) => [name, userId]))
  const statements = new Map<string, string>()
  let begun = false

  /** Each call gets its own microsecond, as in reality: no order is left to chance. */
  let microseconds = 0
  let nowMs = 0
  const nextNow = () => {
    microseconds += 1
    const text = new Date(nowMs + Math.floor(microseconds / 1000)).toISOString()
    return text.replace('Z', `${String(microseconds % 1000).padStart(3, '0')}Z`)
  }
  const setNow = async (ms: number) => {
    if (ms !== nowMs) microseconds = 0
    nowMs = ms
    await sql`select set_config('chaos.now', ${nextNow()}, false)`
  }
  const rollBack = async () => {
    if (begun) await sql`rollback`
    begun = false
  }
  const statementOf = async (name: string, args: object): Promise<string | null> => {
    const key = `${name} ${Object.keys(args).join(' ')}`
    const known = statements.get(key)
    if (known !== undefined) return known
    const made = await callStatement(sql, name, Object.keys(args))
    if (made !== null) statements.set(key, made)
    return made
  }

  return {
    begin: async (seed, startMs) => {
      await rollBack()
      await setNow(startMs)
      await sql`select set_config('chaos.seed', ${String(seed)}, false), setval('chaos.ids', 1)`
      await sql`begin`
      begun = true
    },
    setNow,
    sql: () => sql,
    userId: (name) => {
      const userId = userIds.get(name)
      if (userId === undefined) throw new Error(`nobody is ${name}`)
      return userId
    },
    rpc: async (name, args, caller = { role: 'service_role' }) => {
      const statement = await statementOf(name, args)
      if (statement === null) return answer(404, { code: 'PGRST202', message: name })
      const claims = JSON.stringify(caller.claims ?? { role: caller.role })
      const [row] = await sql`
        select chaos.call(${nextNow()}, ${caller.role}, ${claims}, ${statement}, ${JSON.stringify(args)}) as answer`
      const { ok, error } = (row as { answer: SqlAnswer }).answer
      return error === undefined ? answer(200, ok ?? null) : answer(statusOf(error.code), error)
    },
    alter: async (text) => {
      await rollBack()
      await sql.unsafe(text)
    },
    close: async () => {
      await rollBack()
      sql.release()
      await pool.end({ timeout: 5 })
      await database.close()
    },
  }
}

type SqlAnswer = { readonly ok?: unknown; readonly error?: { readonly code: string } }

/** Arguments by name and type, from one JSON text, as PostgREST reads them; null if there is no such function. */
async function callStatement(
  sql: ReservedSql,
  name: string,
  given: readonly string[],
): Promise<string | null> {
  const functions = await sql<{ names: string[] | null; types: string[] }[]>`
    select p.proargnames as names, array(select format_type(t, null) from unnest(p.proargtypes) t) as types
    from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where n.nspname = 'public' and p.proname = ${name}`
  const found = functions.find(({ names }) => given.every((arg) => names?.includes(arg) ?? false))
  if (found === undefined) return null
  const call = given.map((arg) => `${arg} => a.${arg}`).join(', ')
  const typed = given.map((arg) => `${arg} ${found.types[found.names?.indexOf(arg) ?? -1]}`)
  const from =
    given.length === 0 ? '' : ` from jsonb_to_record($1::jsonb) as a(${typed.join(', ')})`
  return `select to_jsonb(public.${name}(${call}))${from}`
}

const answer = (status: number, body: unknown): Response =>
  new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/json' },
  })

/** https://docs.postgrest.org/en/v13/references/errors.html */
function statusOf(code: string): number {
  const own = /^PT(\d{3})$/.exec(code)?.[1]
  if (own !== undefined) return Number(own)
  if (code === '23505' || code === '23503') return 409
  if (code === '42501') return 403
  return code.startsWith('22') || code.startsWith('23') || code === 'P0001' ? 400 : 500
}
