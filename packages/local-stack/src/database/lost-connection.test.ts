// The driver after a connection was lost in mid-transaction, as an idle transaction's is: see patches/postgres@3.4.9.patch.
import postgres, { type ReservedSql, type Sql } from 'postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeTemporaryFolder, removeData } from './open-database.ts'
import { type PostgresServer, startPostgres } from './postgres-server.ts'

let dataDir: string
let server: PostgresServer
let others: Sql

beforeAll(async () => {
  dataDir = await makeTemporaryFolder()
  server = await startPostgres({ dataDir, password: 'test', throwAway: true })
  others = postgres(server.url, { max: 1 })
})

afterAll(async () => {
  await others?.end({ timeout: 5 })
  await server?.stop()
  await removeData(dataDir)
})

/** A pool of one connection, whose server process is ended while `lose` runs. */
async function withPool(
  work: (sql: Sql, lose: (on: Pick<Sql, 'unsafe'>) => Promise<void>) => Promise<void>,
): Promise<void> {
  const sql = postgres(server.url, { max: 1, onnotice() {} })
  const lose = async (on: Pick<Sql, 'unsafe'>) => {
    const [row] = await on.unsafe<{ pid: number }[]>('select pg_backend_pid() as pid')
    await others`select pg_terminate_backend(${row?.pid ?? 0}, 10000)`
    await expect(on.unsafe('select 1')).rejects.toThrow()
  }
  try {
    await work(sql, lose)
  } finally {
    await sql.end({ timeout: 5 })
  }
}

describe('a reserved connection that is lost', () => {
  it('is connected anew for the next query once it is released', async () => {
    await withPool(async (sql, lose) => {
      const reserved = await sql.reserve()
      await reserved`begin`
      await lose(reserved)
      reserved.release()
      expect(await sql`select 1 as one`).toEqual([{ one: 1 }])
    })
  })

  it('carries no word of its former user to the next', async () => {
    await withPool(async (sql, lose) => {
      const former: ReservedSql = await sql.reserve()
      await lose(former)
      const next = await sql.reserve()
      await next`create temporary table written as select 1 as one`
      await expect(former`drop table written`).rejects.toThrow('CONNECTION_CLOSED')
      former.release()
      expect(await next`select one from written`).toEqual([{ one: 1 }])
      next.release()
    })
  })
})

it('a transaction that lost its connection writes nothing into the next one', async () => {
  await withPool(async (sql, lose) => {
    await sql`create table kept (n int)`
    const outcome = new Promise((resolve) => {
      const lost = sql.begin(async (tx) => {
        await lose(tx)
        await sql`select 1`
        await tx`insert into kept values (1)`.then(resolve, resolve)
      })
      lost.catch(() => {})
    })
    expect(await outcome).toMatchObject({ code: 'CONNECTION_CLOSED' })
    expect(await sql`select * from kept`).toEqual([])
  })
})
