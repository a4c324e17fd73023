/**
 * `npm run chaos -- --seeds N [--from N] [--jobs N] [--log FILE] [--twice] [--show] [--all]`, or `-- --bite [--bug WORDS]`: random
 * histories, and what is wrong after each.
 *
 * A long run: `--seeds 10000 --jobs 2 --all --log FILE`. Each seed is a line of the file, and those that have one are not told again, so
 * that the same command goes on where it was stopped.
 */
import { fork } from 'node:child_process'
import { appendFileSync, existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { bite } from './bite.ts'
import { BUGS } from './bugs.ts'
import { openChaosDatabase } from './chaos-database.ts'
import { runSeed } from './run-seed.ts'

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '100' },
    from: { type: 'string', default: '1' },
    /** So many processes, each with a database of its own. */
    jobs: { type: 'string', default: '1' },
    /** Of the jobs, this one: given to the processes, not by hand. */
    job: { type: 'string' },
    log: { type: 'string' },
    /** Runs each seed again and compares the histories. */
    twice: { type: 'boolean', default: false },
    /** Prints the histories: for one seed. */
    show: { type: 'boolean', default: false },
    /** Goes on after a seed that found something. */
    all: { type: 'boolean', default: false },
    /** Puts old bugs back and looks for them instead. */
    bite: { type: 'boolean', default: false },
    /** Only the bugs whose name has this in it. */
    bug: { type: 'string', default: '' },
  },
})

const from = Number(values.from)
const count = Number(values.seeds)
const jobs = Number(values.jobs)

/** Of the seeds in the log, whether something was wrong. */
const told = readTold()

if (values.bite) process.exit((await biteAll()) === 0 ? 0 : 1)
if (jobs > 1 && values.job === undefined) process.exit((await runJobs()) === 0 ? 0 : 1)
process.exit((await runSeeds(Number(values.job ?? 0))) === 0 ? 0 : 1)

function shareOf(job: number): number[] {
  return Array.from({ length: count }, (_, n) => from + n).filter((seed) => seed % jobs === job)
}

/** Lines are `seed | hash`, and then ` | ` and a sentence for each thing that was wrong. */
function readTold(): Map<number, boolean> {
  const log = values.log !== undefined && existsSync(values.log)
  const lines = log ? readFileSync(values.log ?? '', 'utf8').split('\n') : []
  return new Map(lines.map((line) => [Number.parseInt(line, 10), line.split(' | ').length > 2]))
}

async function runJobs(): Promise<number> {
  const ends = Array.from({ length: jobs }, (_, job) => {
    const args = [...process.argv.slice(2), '--job', String(job)]
    const child = fork(fileURLToPath(import.meta.url), args)
    return new Promise<number>((resolve) => child.once('exit', (code) => resolve(code ?? 1)))
  })
  return (await Promise.all(ends)).reduce((sum, code) => sum + code, 0)
}

/**
 * Tells its share of the seeds that are not in the log yet.
 *
 * @returns how many found something, those in the log included
 */
async function runSeeds(job: number): Promise<number> {
  const share = shareOf(job)
  const seeds = share.filter((seed) => !told.has(seed))
  const failedInLog = share.filter((seed) => told.get(seed)).length
  const database = await openChaosDatabase()
  const started = performance.now()
  let failed = failedInLog
  let ran = 0
  for (const seed of seeds) {
    const wrong = await runOne(database, seed)
    ran += 1
    if (wrong) failed += 1
    if (wrong && !values.all) break
    if (ran % 25 === 0) console.log(`${ran} of ${seeds.length}, seed ${seed}, ${failed} failed`)
  }
  await database.close()
  const seconds = (performance.now() - started) / 1000
  console.log(
    `${ran} seeds in ${seconds.toFixed(1)} s, ${failed} with something wrong (${failedInLog} of them in the log before)`,
  )
  return failed
}

async function runOne(
  database: Awaited<ReturnType<typeof openChaosDatabase>>,
  seed: number,
): Promise<boolean> {
  const { hash, problems, history } = await runSeed(database, seed)
  if (values.show) console.log(history.join('\n'))
  const again = values.twice ? await runSeed(database, seed) : null
  const unlike =
    again !== null && again.hash !== hash
      ? [`told otherwise the second time: ${firstDifference(history, again.history)}`]
      : []
  const wrong = [...problems, ...unlike]
  if (values.log !== undefined) {
    appendFileSync(values.log, `${[seed, hash, ...wrong].join(' | ')}\n`)
  }
  if (wrong.length > 0) console.log([`seed ${seed}: ${hash}`, ...wrong].join('\n  '))
  return wrong.length > 0
}

function firstDifference(a: readonly string[], b: readonly string[]): string {
  const index = a.findIndex((line, n) => line !== b[n])
  return `line ${index + 1}, "${a[index]}" and "${b[index]}"`
}

/** @returns how many were not found */
async function biteAll(): Promise<number> {
  const database = await openChaosDatabase()
  let missed = 0
  let found = 0
  const bugs = BUGS.filter(({ name }) => name.includes(values.bug))
  for await (const { bug, seed, problem } of bite(database, count, bugs)) {
    if (seed === null) missed += 1
    else found += 1
    console.log(seed === null ? `not found: ${bug}` : `seed ${seed} finds: ${bug} (${problem})`)
  }
  await database.close()
  console.log(`${found} of ${found + missed} bugs found within ${count} seeds`)
  return missed
}
