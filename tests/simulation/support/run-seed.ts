// One seed: a night of phones, guests and faults, then healing, then what must hold.
import { createHash } from 'node:crypto'
import type { Sql } from 'postgres'
import { BITES, type Bite } from './bites.ts'
import {
  countersAreRight,
  greensAreKept,
  mergeIsRight,
  phonesAgree,
  sentencesWereTrue,
} from './invariants.ts'
import { afterwards, type Night, playNight, type SeedOptions } from './play-night.ts'
import { forgetSimNights } from './sim-night.ts'

export type SeedResult = {
  findings: string[]
  log: readonly string[]
  /** Equal for two runs of the same seed. */
  digest: string
  verdicts: number
  kinds: readonly string[]
}

export async function runSeed(sql: Sql, options: SeedOptions): Promise<SeedResult> {
  const bite: Bite | undefined = options.bite === undefined ? undefined : BITES[options.bite]
  const restore = await bite?.sql?.(sql)
  let night: Night | undefined
  try {
    night = await playNight(sql, options, bite)
    await afterwards(night)
    const findings = [
      ...(await greensAreKept(sql, night.seen)),
      ...(await mergeIsRight(sql, night.tonight)),
      ...(await countersAreRight(sql, night.tonight)),
      ...(await phonesAgree(
        sql,
        night.tonight,
        night.phones.filter(({ name }) => !night?.revoked.has(name)),
      )),
      ...sentencesWereTrue(night.seen, night.history, night.tonight.reentry),
    ]
    const { log } = night.world
    const digest = createHash('sha256')
      .update([...log, ...findings].join('\n'))
      .digest('hex')
    return { findings, log, digest, verdicts: night.seen.length, kinds: night.kinds }
  } finally {
    await restore?.()
    if (night) await forgetSimNights(sql, [night.tonight.eventId, night.otherNight.eventId])
  }
}
