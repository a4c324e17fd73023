// Rate limits: token buckets that refill over time, are fair to patient callers, and store nobody's address.
import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { refusal } from './support/act-as.ts'
import { testDatabase, withPool } from './support/test-database.ts'

const db = testDatabase()

async function take(
  key: string,
  capacity = 3,
  perMinute = 60,
  bucket = 'checkout',
  sql = db().sql,
) {
  const [row] =
    await sql`select public.take_rate_token(${bucket}, ${key}, ${capacity}, ${perMinute}) as answer`
  return row?.answer as { allowed: boolean; retry_after_seconds: number }
}

/** Makes time pass for a bucket. */
const age = (seconds: number) =>
  db()
    .sql`update public.rate_buckets set refilled_at = refilled_at - ${`${seconds} seconds`}::interval`

/** A refusal that asks to wait this long, or less by the time that the test itself took. */
function expectRefused(answer: Awaited<ReturnType<typeof take>>, seconds: number): void {
  expect(answer.allowed).toBe(false)
  expect(answer.retry_after_seconds).toBeLessThanOrEqual(seconds)
  expect(answer.retry_after_seconds).toBeGreaterThan(seconds * 0.8)
}

describe('a bucket', () => {
  it('gives its capacity, then refuses and says when to come back', async () => {
    const key = randomUUID()
    for (let i = 0; i < 3; i += 1) {
      expect(await take(key, 3, 0.1)).toEqual({ allowed: true, retry_after_seconds: 0 })
    }
    expectRefused(await take(key, 3, 0.1), 600)
    expectRefused(await take(key, 3, 0.05), 1200)
  })

  it('refills with time, never above its capacity', async () => {
    const key = randomUUID()
    for (let i = 0; i < 3; i += 1) await take(key, 3, 0.1)
    await age(600)
    expect(await take(key, 3, 0.1)).toMatchObject({ allowed: true })
    await age(360_000)
    const answers = [0, 1, 2, 3].map(() => take(key, 3, 0.1))
    expect((await Promise.all(answers)).filter((answer) => answer.allowed)).toHaveLength(3)
  })

  it('is not drained further by those who keep trying: what trickles in meanwhile is kept for them', async () => {
    const key = randomUUID()
    await take(key, 1, 0.1)
    for (const retryAfter of [600, 450, 300, 150]) {
      expectRefused(await take(key, 1, 0.1), retryAfter)
      await age(150)
    }
    expect(await take(key, 1, 0.1)).toMatchObject({ allowed: true })
  })

  it('is one per key and purpose', async () => {
    const key = randomUUID()
    expect(await take(key, 1)).toMatchObject({ allowed: true })
    expect(await take(key, 1)).toMatchObject({ allowed: false })
    expect(await take(randomUUID(), 1)).toMatchObject({ allowed: true })
    expect(await take(key, 1, 0.1, 'pairing')).toMatchObject({ allowed: true })
  })

  it('gives exactly its capacity to a crowd', async () => {
    const key = randomUUID()
    const answers = await withPool(db().url, 10, (pool) =>
      Promise.all(Array.from({ length: 40 }, () => take(key, 7, 0.001, 'crowd', pool))),
    )
    expect(answers.filter((answer) => answer.allowed)).toHaveLength(7)
  })

  it('does not keep the address that it limits', async () => {
    await take('203.0.113.7')
    const rows = await db().sql`select rate_buckets::text as row from public.rate_buckets`
    expect(rows.map((row) => row.row).join()).not.toContain('203.0.113.7')
  })

  it('is forgotten when it has been idle', async () => {
    await take(randomUUID())
    await age(90_000)
    await take('fresh')
    const [row] = await db().sql`select public.sweep_rate_buckets() as gone`
    expect(row?.gone).toBeGreaterThan(0)
    const [left] = await db().sql`select count(*)::int as count from public.rate_buckets`
    expect(left?.count).toBe(1)
  })

  it.each([
    [0, 1],
    [1, 0],
    [-1, 1],
  ])('of capacity %s and refill %s is refused', async (capacity, perMinute) => {
    expect(await refusal(take('x', capacity, perMinute))).toMatchObject({
      message: 'invalid_request',
    })
  })
})
