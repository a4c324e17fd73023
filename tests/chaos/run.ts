// `npm run chaos -- --seeds N [--from N] [--twice] [--show] [--all]`, or `-- --bite`: random histories, and what is wrong after each.
import { parseArgs } from 'node:util'
import { bite } from './bite.ts'
import { openChaosDatabase } from './chaos-database.ts'
import { runSeed } from './run-seed.ts'

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '100' },
    from: { type: 'string', default: '1' },
    /** Runs each seed again and compares the histories. */
    twice: { type: 'boolean', default: false },
    /** Prints the histories: for one seed. */
    show: { type: 'boolean', default: false },
    /** Goes on after a seed that found something. */
    all: { type: 'boolean', default: false },
    /** Puts old bugs back and looks for them instead. */
    bite: { type: 'boolean', default: false },
  },
})

const from = Number(values.from)
const count = Number(values.seeds)
const database = await openChaosDatabase()
if (values.bite) {
  let missed = 0
  for await (const { bug, seed, problem } of bite(database, count)) {
    if (seed === null) missed += 1
    console.log(seed === null ? `not found: ${bug}` : `seed ${seed} finds: ${bug} (${problem})`)
  }
  await database.close()
  process.exit(missed === 0 ? 0 : 1)
}
const started = performance.now()
let failed = 0
let ran = 0
for (let seed = from; seed < from + count; seed += 1) {
  const { hash, problems, history } = await runSeed(database, seed)
  ran += 1
  if (values.show) console.log(history.join('\n'))
  const again = values.twice ? await runSeed(database, seed) : null
  const unlike = again !== null && again.hash !== hash
  if (problems.length === 0 && !unlike) {
    if (values.show || ran % 10 === 0) console.log(`seed ${seed}: ${hash}, well`)
    continue
  }
  failed += 1
  console.log(`seed ${seed}: ${hash}`)
  for (const problem of problems) console.log(`  ${problem}`)
  if (unlike)
    console.log(`  told otherwise the second time: ${firstDifference(history, again.history)}`)
  if (!values.all) break
}
await database.close()
const seconds = (performance.now() - started) / 1000
console.log(`${ran} seeds in ${seconds.toFixed(1)} s, ${failed} with something wrong`)
process.exit(failed === 0 ? 0 : 1)

function firstDifference(a: readonly string[], b: readonly string[]): string {
  const index = a.findIndex((line, n) => line !== b[n])
  return `line ${index + 1}, "${a[index]}" and "${b[index]}"`
}
