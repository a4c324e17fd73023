// Reads what the API exposes from the Postgres catalog: the tables and functions of schema public.

/** Any client that runs one SQL text and gives its rows, e.g. postgres.js' `sql.unsafe`. */
export type Query = (text: string) => Promise<readonly Record<string, unknown>[]>

export type Column = {
  readonly table: string
  readonly name: string
  /** As format_type writes it, e.g. `timestamp with time zone`, `text[]`. */
  readonly type: string
  readonly nullable: boolean
  /** The only values that a check of the column or of its domain lets in; null where there is no such list. */
  readonly values: readonly string[] | null
  readonly generated: boolean
  readonly has_default: boolean
}

export type ForeignKey = {
  readonly table: string
  readonly name: string
  readonly columns: readonly string[]
  readonly target: string
  readonly target_columns: readonly string[]
  /** True when a row is referenced by at most one. */
  readonly one_to_one: boolean
}

export type SqlFunction = {
  readonly name: string
  readonly returns: string
  readonly args: readonly {
    readonly name: string
    readonly type: string
    readonly optional: boolean
  }[]
  /** The table whose rows it computes a column of. */
  readonly computed_of: string | null
}

export type Catalog = {
  readonly columns: readonly Column[]
  readonly foreignKeys: readonly ForeignKey[]
  readonly functions: readonly SqlFunction[]
}

export async function readCatalog(query: Query): Promise<Catalog> {
  return {
    columns: (await query(columnsSql)) as Column[],
    foreignKeys: (await query(foreignKeysSql)) as ForeignKey[],
    functions: (await query(functionsSql)) as SqlFunction[],
  }
}

const columnsSql = String.raw`
  select c.relname as table, a.attname as name, format_type(a.atttypid, null) as type, not a.attnotnull as nullable,
    a.attgenerated <> '' as generated, a.atthasdef as has_default,
    (select array_agg(m.value[1] order by m.n)
      from pg_constraint k, regexp_matches(pg_get_constraintdef(k.oid), '''([^'']*)''::text', 'g') with ordinality m (value, n)
      where k.contype = 'c' and pg_get_constraintdef(k.oid) ~ '^CHECK \(\(\w+ = ANY \(ARRAY\[[^]]*\]\)\)\)$'
        and (k.conrelid = a.attrelid and k.conkey = array[a.attnum] or k.contypid = a.atttypid)) as values
  from pg_attribute a join pg_class c on c.oid = a.attrelid
  where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and a.attnum > 0 and not a.attisdropped
  order by c.relname collate "C", a.attname collate "C"`

const foreignKeysSql = `
  select t.relname as table, k.conname as name, f.relname as target,
    array(select a.attname::text from unnest(k.conkey) with ordinality u (num, n)
      join pg_attribute a on a.attrelid = k.conrelid and a.attnum = u.num order by u.n) as columns,
    array(select a.attname::text from unnest(k.confkey) with ordinality u (num, n)
      join pg_attribute a on a.attrelid = k.confrelid and a.attnum = u.num order by u.n) as target_columns,
    exists (select from pg_constraint u where u.conrelid = k.conrelid and u.contype in ('p', 'u') and u.conkey <@ k.conkey) as one_to_one
  from pg_constraint k join pg_class t on t.oid = k.conrelid join pg_class f on f.oid = k.confrelid
  where k.contype = 'f' and k.connamespace = 'public'::regnamespace and f.relnamespace = 'public'::regnamespace
  order by t.relname collate "C", k.conname collate "C"`

const functionsSql = `
  select p.proname as name, format_type(p.prorettype, null) as returns,
    (select c.relname from pg_class c where p.pronargs = 1 and c.reltype = p.proargtypes[0]) as computed_of,
    coalesce((select jsonb_agg(jsonb_build_object('name', p.proargnames[u.n], 'type', format_type(u.type, null),
        'optional', u.n > p.pronargs - p.pronargdefaults) order by u.n)
      from unnest(p.proargtypes::oid[]) with ordinality u (type, n)), '[]') as args
  from pg_proc p
  where p.pronamespace = 'public'::regnamespace and p.prokind = 'f' and p.prorettype <> 'trigger'::regtype
  order by p.proname collate "C"`
