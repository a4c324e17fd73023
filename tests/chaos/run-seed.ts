// One seed, from an empty database to the verdict.
import { createHash } from 'node:crypto'
import type { ChaosDatabase } from './chaos-database.ts'
import { checkInvariants } from './check-invariants.ts'
import { heal } from './heal.ts'
import { makeNight, makePromoCodes } from './night.ts'
import { createDoor, type Story } from './plot.ts'
import { createRandom } from './random.ts'
import { tell } from './story.ts'
import { createWorld, START_MS } from './world.ts'

export type SeedResult = {
  readonly seed: number
  /** Hash of the whole history: the same seed must give the same hash. */
  readonly hash: string
  readonly problems: readonly string[]
  readonly history: readonly string[]
}

export async function runSeed(database: ChaosDatabase, seed: number): Promise<SeedResult> {
  const random = createRandom(seed)
  await database.begin(seed, START_MS)
  const world = createWorld(random, database)
  await makePromoCodes(world)
  const crowded = random.chance(0.3)
  const nights = [await makeNight(world, 1, crowded)]
  if (random.chance(0.3)) nights.push(await makeNight(world, 2, crowded))
  const story: Story = {
    crowded,
    nights,
    purchases: [],
    offered: [],
    cancelled: new Set(),
    door: createDoor(),
  }
  await tell(world, story, crowded ? random.between(120, 240) : random.between(60, 160))
  const healed = await heal(world, story)
  const problems = [...world.problems, ...(await checkInvariants(world, story, healed))]
  for (const problem of problems) world.note(`! ${problem}`)
  const hash = createHash('sha256').update(world.history.join('\n')).digest('hex').slice(0, 16)
  return { seed, hash, problems, history: world.history }
}
