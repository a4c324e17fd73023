// The club's face, asked for once a second at most, and its last known one while the database can't be asked.
import type { Result } from '@maguey/functions/problem'
import type { ClubFace } from '@maguey/wire/club'

type ReadClub = () => Promise<Result<ClubFace>>

const FRESH_MS = 1_000

export function rememberClub(read: ReadClub, nowMs: () => number): ReadClub {
  let known: Result<ClubFace> | undefined
  let askedAtMs = Number.NEGATIVE_INFINITY
  let asking: Promise<Result<ClubFace>> | undefined

  const ask = async (): Promise<Result<ClubFace>> => {
    const answer = await read()
    if (answer.ok) known = answer
    askedAtMs = nowMs()
    return known ?? answer
  }
  return async () => {
    if (known && nowMs() - askedAtMs < FRESH_MS) return known
    asking ??= ask().finally(() => {
      asking = undefined
    })
    return asking
  }
}
