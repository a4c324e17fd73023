// One seed: a night of phones, guests and faults, then recovery, then the invariants.
import { createHash } from 'node:crypto'
import type { ActKind } from '@maguey/wire/door-act'
import type { Sql } from 'postgres'
import { actsHold } from './acts-hold.ts'
import { BITES, type Bite } from './bites.ts'
import { decisionsHold, undoneIn } from './decisions-hold.ts'
import { countersAreRight, greensAreKept, liveIsRight, mergeIsRight } from './invariants.ts'
import { mergeNight } from './merged.ts'
import { type Night, openNight, type SeedOptions } from './night.ts'
import { phonesAgree } from './phones-agree.ts'
import { afterwards, faultNames, playNight } from './play-night.ts'
import { nobodyAdmittedTwice, sentencesWereTrue } from './sentences.ts'
import { walkUpsHold } from './walk-ups-hold.ts'

export type SeedResult = {
  findings: string[]
  log: readonly string[]
  /** Equal for two runs of the same seed. */
  digest: string
  verdicts: number
  /** What was done by hand and kept, by kind. */
  acts: Readonly<Partial<Record<ActKind, number>>>
  kinds: readonly string[]
}

export async function runSeed(sql: Sql, options: SeedOptions): Promise<SeedResult> {
  const bite: Bite | undefined = options.bite === undefined ? undefined : BITES[options.bite]
  const restore = await bite?.sql?.(sql)
  try {
    const night = await openNight(sql, options)
    try {
      await playNight(night, bite)
      await afterwards(night)
      return resultOf(night, await findingsOf(sql, night))
    } finally {
      await night.close()
    }
  } finally {
    await restore?.()
  }
}

async function findingsOf(sql: Sql, night: Night): Promise<string[]> {
  const { tonight, seen, history, phones, revoked, raises } = night
  const tickets = await mergeNight(sql, tonight)
  const paired = phones.filter(({ name }) => !revoked.has(name))
  return [
    ...(await greensAreKept(sql, seen)),
    ...mergeIsRight(tickets),
    ...(await countersAreRight(sql, tonight)),
    ...(await liveIsRight(sql, tonight, tickets, raises)),
    ...(await phonesAgree(sql, tonight, paired)),
    ...sentencesWereTrue(seen, history, tickets, tonight.reentry),
    ...nobodyAdmittedTwice(seen, tickets, await undoneIn(sql, tonight), tonight.reentry),
    ...(await decisionsHold(sql, seen)),
    ...(await actsHold(sql, night)),
    ...(await walkUpsHold(sql, night)),
  ]
}

function resultOf({ world, seen, kept }: Night, findings: string[]): SeedResult {
  const { log } = world
  const digest = createHash('sha256')
    .update([...log, ...findings].join('\n'))
    .digest('hex')
  const acts: Partial<Record<ActKind, number>> = {}
  for (const { kind } of kept.values()) acts[kind] = (acts[kind] ?? 0) + 1
  return { findings, log, digest, verdicts: seen.length, acts, kinds: faultNames }
}
