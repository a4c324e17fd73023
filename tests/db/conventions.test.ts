// The schema's conventions, read from the catalog: a table, function or grant that breaks one fails here.
import { readdirSync, readFileSync } from 'node:fs'
import { ERROR_STATUS } from '@maguey/ticket-core/error-code'
import { describe, expect, it } from 'vitest'
import { allowedGrants, everyTable } from './support/allowed-grants.ts'
import { testDatabase } from './support/test-database.ts'

const db = testDatabase()

type Fn = {
  name: string
  comment: string | null
  config: string[] | null
  definer: boolean
  /** In Postgres's own notation: i, s or v. */
  volatility: string
  /** Its body was parsed when the function was created: no search_path can change what it means. */
  parsed: boolean
  definition: string
}

async function functions(): Promise<Fn[]> {
  return db().sql<Fn[]>`
    select n.nspname || '.' || p.proname as name, obj_description(p.oid, 'pg_proc') as comment, p.proconfig as config,
      p.prosecdef as definer, p.provolatile as volatility, p.prosqlbody is not null as parsed, p.prosrc as definition
    from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where n.nspname in ('public', 'internal')`
}

async function tables() {
  return db().sql<{ name: string; rls: boolean; comment: string | null; policies: number }[]>`
    select c.relname as name, c.relrowsecurity as rls, obj_description(c.oid, 'pg_class') as comment,
      (select count(*)::int from pg_policy p where p.polrelid = c.oid) as policies
    from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm') order by 1`
}

describe('every table', () => {
  it('of the design is there', async () => {
    expect((await tables()).map((table) => table.name)).toEqual(everyTable)
  })

  it('has row level security and a comment', async () => {
    const bare = (await tables()).filter((table) => !(table.rls && table.comment))
    expect(bare).toEqual([])
  })

  it('without a policy says in its comment that this is meant', async () => {
    const silent = (await tables()).filter(
      (table) => table.policies === 0 && !table.comment?.includes('No policy:'),
    )
    expect(silent.map((table) => table.name)).toEqual([])
  })

  it('has an index for each of its foreign keys', async () => {
    const missing = await db().sql`
      select c.conrelid::regclass::text as table, c.conname as key
      from pg_constraint c
      where c.contype = 'f' and c.connamespace = 'public'::regnamespace and not exists (
        select from pg_index i where i.indrelid = c.conrelid
          and (i.indkey::int2[])[0:cardinality(c.conkey) - 1] @> c.conkey[1:1]
          and (i.indkey::int2[])[0] = any (c.conkey))`
    expect([...missing]).toEqual([])
  })

  it('has no index on a function that is inlined: who may not call it would make the connection lose the index', async () => {
    const lost = await db().sql`
      select d.objid::regclass::text as index, p.proname as function from pg_depend d
      join pg_proc p on p.oid = d.refobjid join pg_language l on l.oid = p.prolang
      where d.classid = 'pg_class'::regclass and d.refclassid = 'pg_proc'::regclass and l.lanname = 'sql'
        and p.pronamespace in ('public'::regnamespace, 'internal'::regnamespace)
        and exists (select from pg_index i where i.indexrelid = d.objid)`
    expect([...lost]).toEqual([])
  })

  it('has policies with a sentence for a name', async () => {
    const policies = await db().sql`
      select policyname as name from pg_policies where schemaname in ('public', 'realtime')`
    expect(policies.length).toBeGreaterThan(15)
    for (const policy of policies) expect(policy.name).toMatch(/^[A-Z][a-z]*( [A-Za-z-]+){3,}$/)
  })
})

describe('every function', () => {
  it('has a comment, and an empty search_path unless it is an expression', async () => {
    const all = await functions()
    expect(all.length).toBeGreaterThan(40)
    const bare = all.filter(
      (fn) => !fn.comment || !(fn.parsed || fn.config?.includes('search_path=""')),
    )
    expect(bare.map((fn) => fn.name)).toEqual([])
  })

  it('that is security definer says why', async () => {
    const silent = (await functions()).filter(
      (fn) => fn.definer && !/Security definer because .{20,}/.test(fn.comment ?? ''),
    )
    expect(silent.map((fn) => fn.name)).toEqual([])
  })

  it('states its volatility, in the migrations', async () => {
    const folder = new URL('../../supabase/migrations/', import.meta.url)
    const heads = readdirSync(folder)
      .map((file) => readFileSync(new URL(file, folder), 'utf8'))
      .flatMap((text) => text.match(/create function [\s\S]*?\n(as \$\$|return )/g) ?? [])
    expect(heads.length).toBe((await functions()).length)
    expect(
      heads.filter((head) => !/\n(language \w+ (immutable|stable|volatile))/.test(head)),
    ).toEqual([])
  })
})

describe('every grant', () => {
  it('to the API’s roles is on the list, and everything on the list is granted', async () => {
    const rows = await db().sql<{ grant: string }[]>`
      with grants as (
        select 'table' as kind, c.relnamespace, c.relname as name, a.grantee, a.privilege_type
        from pg_class c, aclexplode(c.relacl) a where c.relkind in ('r', 'p', 'v', 'm', 'S')
        union all
        select 'column', c.relnamespace, c.relname || '.' || t.attname, a.grantee, a.privilege_type
        from pg_attribute t join pg_class c on c.oid = t.attrelid, aclexplode(t.attacl) a
        union all
        select 'function', p.pronamespace, p.proname, a.grantee, a.privilege_type
        from pg_proc p, aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a
        union all
        select 'schema', n.oid, '', a.grantee, a.privilege_type from pg_namespace n, aclexplode(n.nspacl) a where n.nspname = 'internal'
      )
      select coalesce(r.rolname, 'public') || ': ' || lower(g.privilege_type) || ' ' || g.kind || ' ' || n.nspname
        || case g.name when '' then '' else '.' || g.name end as grant
      from grants g join pg_namespace n on n.oid = g.relnamespace left join pg_roles r on r.oid = g.grantee
      where n.nspname in ('public', 'internal') and coalesce(r.rolname, 'public') in ('public', 'anon', 'authenticated', 'service_role')
      order by 1`
    expect(rows.map((row) => row.grant)).toEqual([...allowedGrants].sort())
  })

  it('is no door for what comes later: a new table or function is closed', async () => {
    const [row] = await db().sql.begin(async (tx) => {
      await tx`create table public.later (id int)`
      await tx`create function public.later() returns int language sql as 'select 1'`
      const answer = await tx`
        select has_table_privilege('anon', 'public.later', 'select') or has_table_privilege('service_role', 'public.later', 'select')
          or has_function_privilege('anon', 'public.later()', 'execute')
          or has_function_privilege('service_role', 'public.later()', 'execute') as open`
      await tx`drop function public.later()`
      await tx`drop table public.later`
      return answer
    })
    expect(row?.open).toBe(false)
  })

  it('stays as it is after the API has served its first request', async () => {
    const secrets = db().database.secrets
    await db().database.api.fetch(
      new Request('http://stack/rest/v1/events?select=slug', {
        headers: { apikey: secrets.publishableKey },
      }),
    )
    const [row] = await db()
      .sql`select has_table_privilege('anon', 'public.orders', 'select') as open`
    expect(row?.open).toBe(false)
  })
})

describe('every error', () => {
  it('that SQL raises is in the register, with the register’s status', async () => {
    const register: Record<string, number> = ERROR_STATUS
    const raised = (await functions()).flatMap((fn) =>
      [...fn.definition.matchAll(/internal\.fail\('(\w+)', (\d+)/g)].map(
        ([, code, status]) => [code, Number(status)] as const,
      ),
    )
    expect(raised.length).toBeGreaterThan(20)
    for (const [code, status] of raised) {
      expect([code, register[String(code)]]).toEqual([code, status])
    }
    const elsewhere = (await functions()).filter(
      (fn) => fn.name !== 'internal.fail' && /raise exception/.test(fn.definition),
    )
    expect(elsewhere).toEqual([])
  })
})
