// `npm run simulate -- --seeds N --phones P --hours H`: nights of phones, guests and faults against the real SQL.
import { parseArgs } from 'node:util'
import { BITES, type BiteName, biteNames } from './support/bites.ts'
import type { SeedOptions } from './support/night.ts'
import { faultNames } from './support/play-night.ts'
import { replayOf } from './support/replay.ts'
import { runSeed } from './support/run-seed.ts'
import { openSimDatabase } from './support/sim-database.ts'

const help = `npm run simulate -- [options]
  --seeds N     how many nights (100)
  --from N      the first seed (1)
  --phones P    phones per night (3)
  --hours H     hours per night; parts are fine (0.2)
  --without A,B faults that don't happen: ${faultNames.join(', ')}
  --twice       run each seed twice: both must be equal
  --bite NAME   put a bug back and stop at the first night that finds it: ${biteNames.join(', ')}, or all
  --log         print what happened`

function readOptions() {
  const { values } = parseArgs({
    options: {
      ...{ seeds: { type: 'string' }, from: { type: 'string' } },
      ...{ phones: { type: 'string' }, hours: { type: 'string' }, bite: { type: 'string' } },
      without: { type: 'string' },
      ...{ twice: { type: 'boolean' }, log: { type: 'boolean' }, help: { type: 'boolean' } },
    },
  })
  const night = {
    phones: Number(values.phones ?? 3),
    hours: Number(values.hours ?? 0.2),
    without: values.without?.split(',') ?? [],
  }
  const from = Number(values.from ?? 1)
  const seeds = Array.from({ length: Number(values.seeds ?? 100) }, (_, nth) => from + nth)
  return { values, night, seeds }
}

async function main() {
  const { values, night, seeds } = readOptions()
  if (values.help) return console.log(help)
  const database = await openSimDatabase()
  try {
    if (values.bite !== undefined) {
      const bites = values.bite === 'all' ? biteNames : [values.bite as BiteName]
      for (const bite of bites) await findBite(bite)
    } else await honest()
  } finally {
    await database.close()
  }

  async function honest() {
    const startedMs = Date.now()
    let [verdicts, acts] = [0, 0]
    for (const seed of seeds) {
      const options = { seed, ...night }
      const result = await runSeed(database.sql, options)
      verdicts += result.verdicts
      acts += Object.values(result.acts).reduce((sum, times) => sum + times, 0)
      if (values.log) console.log(result.log.join('\n'))
      const differs =
        values.twice && (await runSeed(database.sql, options)).digest !== result.digest
      const findings = [...result.findings, ...(differs ? ['a second run differs'] : [])]
      if (findings.length > 0) return await fail(options, findings)
    }
    const seconds = Math.round((Date.now() - startedMs) / 1000)
    console.log(
      `${seeds.length} seeds, ${verdicts} verdicts, ${acts} acts, nothing found (${seconds} s)`,
    )
  }

  async function fail(options: SeedOptions, findings: readonly string[]) {
    console.log(await replayOf(database.sql, options, findings))
    process.exitCode = 1
  }

  async function findBite(bite: BiteName) {
    if (!(bite in BITES)) throw new Error(`There is no bite ${bite}.\n\n${help}`)
    for (const [nth, seed] of seeds.entries()) {
      const { findings } = await runSeed(database.sql, { seed, ...night, bite })
      if (findings.length === 0) continue
      console.log(`${bite}: found by seed ${seed}, after ${nth + 1}: ${findings[0]}`)
      return
    }
    console.log(`${bite}: NOT found in ${seeds.length} seeds`)
    process.exitCode = 1
  }
}

main().catch((error: unknown) => {
  console.error(error)
  process.exitCode = 1
})
