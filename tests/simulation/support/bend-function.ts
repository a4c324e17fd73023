// Changes one SQL function of the database: to put a bug back, or to let it do what can't be on a simulated night.
import type { Sql } from 'postgres'

/** Replaces a piece of a SQL function; throws if the piece isn't there. The returned function restores it. */
export async function bendFunction(
  sql: Sql,
  name: string,
  from: string | RegExp,
  to: string,
): Promise<() => Promise<void>> {
  const [row] = await sql`select pg_get_functiondef(${name}::regproc) as source`
  const source = String(row?.source)
  const bent = typeof from === 'string' ? source.replaceAll(from, to) : source.replace(from, to)
  if (bent === source) throw new Error(`${name} has no "${from}"`)
  await sql.unsafe(bent)
  return async () => {
    await sql.unsafe(source)
  }
}
