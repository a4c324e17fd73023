// `npm run chaos -- --bite`: reintroduces old bugs one at a time, and reports which seed finds each.
import { BUGS, type Bug, putBack } from './bugs.ts'
import type { ChaosDatabase } from './chaos-database.ts'
import { runSeed } from './run-seed.ts'

export type Bite = {
  readonly bug: string
  /** Null: not found. */
  readonly seed: number | null
  readonly problem: string
}

export async function* bite(
  database: ChaosDatabase,
  seeds: number,
  bugs: readonly Bug[] = BUGS,
): AsyncGenerator<Bite> {
  for (const bug of bugs) {
    const takeOut = await putBack(database, bug)
    let found: Bite = { bug: bug.name, seed: null, problem: '' }
    for (let seed = 1; seed <= seeds && found.seed === null; seed += 1) {
      const [problem] = (await runSeed(database, seed)).problems
      if (problem !== undefined) found = { bug: bug.name, seed, problem }
    }
    await takeOut()
    yield found
  }
}
