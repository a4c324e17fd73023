// A sample of the simulation: a few nights, one of them twice. The long run is `npm run simulate`.
import type { Database } from '@maguey/local-stack/database/open-database'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { BiteName } from './support/bites.ts'
import { runSeed } from './support/run-seed.ts'
import { openSimDatabase } from './support/sim-database.ts'

let database: Database
beforeAll(async () => {
  database = await openSimDatabase()
})
afterAll(async () => {
  await database?.close()
})

const night = { phones: 3, hours: 0.05 }
// Different nights from the long run's first seeds.
const seeds = [5002, 5003, 5004, 5005, 5006, 5010]

test.each(seeds)(
  'night %i: no scan or act is lost, no ticket counts twice, no share is spent twice, no ticket is sold twice, no sentence was false',
  async (seed) => {
    const { findings, verdicts, acts } = await runSeed(database.sql, { seed, ...night })
    expect(findings).toEqual([])
    expect(verdicts).toBeGreaterThan(20)
    const kinds = ['age_check', 'count', 'drawer', 'incident', 'list_arrival', 'refusal', 'walk_up']
    expect(Object.keys(acts).sort()).toEqual(kinds)
  },
  300_000,
)

test('the same night twice is the same night', async () => {
  const first = await runSeed(database.sql, { seed: 5007, ...night })
  const second = await runSeed(database.sql, { seed: 5007, ...night })
  expect(second.log).toEqual(first.log)
  expect(second.digest).toBe(first.digest)
}, 300_000)

const found = async (bite: BiteName, from: number) => {
  for (let seed = from; seed < from + 8; seed += 1) {
    const { findings } = await runSeed(database.sql, { seed, ...night, bite })
    if (findings.length > 0) return findings
  }
  return []
}

test('a verdict that is shown before it is kept is found', async () => {
  expect(await found('verdict-before-commit', 5008)).not.toEqual([])
}, 600_000)

test('a ticket that two phones may sell at the door is found', async () => {
  expect(await found('stock-of-two-phones', 5009)).not.toEqual([])
}, 600_000)

test('a share of a guest list that is lent to two phones is found', async () => {
  expect(await found('share-lent-twice', 5030)).not.toEqual([])
}, 600_000)
