/**
 * Use case: tell wallets of passes that changed. What is due follows from what was handed out and what has changed since;
 * one that can't be told is tried again later.
 *
 * Whoever doesn't answer holds up nothing else: a round stops at the first such answer, and begins nothing after some
 * seconds.
 */
import type { ClubFace } from '@maguey/wire/club'
import type { AppleJob, FinishedPass, GoogleJob } from '@maguey/wire/pass-updates'
import type { Dependencies } from '../dependencies.ts'
import { describeGoogleNight, describeGoogleTicket } from '../passes/google-pass.ts'
import type { GooglePasses, PushedTo, ToldWallet } from '../ports/wallet-updates.ts'
import { plainClub } from '../text/club-words.ts'

const GOOGLE_BATCH = 60
/** Google takes twenty calls a second. */
const GOOGLE_AT_ONCE = 5
const APPLE_BATCH = 500
const ROUND_MS = 8_000
const LEASE_SECONDS = 60

export async function tellWallets(deps: Dependencies): Promise<void> {
  await Promise.all([guard(deps, 'google', tellGoogle), guard(deps, 'apple', tellApple)])
}

/** A bug here must not end the worker's other parts. The error's text may quote a name. */
async function guard(
  deps: Dependencies,
  wallet: string,
  tell: (deps: Dependencies) => Promise<void>,
): Promise<void> {
  try {
    await tell(deps)
  } catch (error) {
    logFailure(deps, wallet, error instanceof Error ? error.name : 'unknown')
  }
}

async function tellGoogle(deps: Dependencies): Promise<void> {
  const { wallets, walletUpdates, database, clock } = deps
  if (wallets.google === undefined || walletUpdates.google === undefined) return
  const until = clock.nowMs() + ROUND_MS
  const claimed = await database.claimGooglePasses({
    limit: GOOGLE_BATCH,
    leaseSeconds: LEASE_SECONDS,
  })
  if (!claimed.ok) return logFailure(deps, 'google', claimed.problem.code)
  if (claimed.value.length === 0) return
  const face = await database.readClub()
  const club = face.ok ? face.value : plainClub
  const { issuerId } = wallets.google
  const google = walletUpdates.google
  for (let from = 0; from < claimed.value.length; from += GOOGLE_AT_ONCE) {
    const some = claimed.value.slice(from, from + GOOGLE_AT_ONCE)
    const answers = await Promise.all(some.map((job) => replace(google, job, issuerId, club)))
    await settle(
      deps,
      'google',
      some.flatMap((job, at) => finishedAs(job, answers[at])),
    )
    if (answers.some(isAway) || clock.nowMs() >= until) return
  }
}

function replace(
  google: GooglePasses,
  { event, order, ticket }: GoogleJob,
  issuerId: string,
  club: ClubFace,
): Promise<ToldWallet> {
  if (order === null || ticket === null) {
    const night = describeGoogleNight({ event, order: { locale: 'en' }, club }, issuerId)
    return google.replace('eventTicketClass', night.id, {
      ...night,
      // A night that moves is worth a message on the lock screen.
      notifyPreference: 'NOTIFY_ON_UPDATE',
    })
  }
  const shown = describeGoogleTicket({ event, order, ticket }, issuerId)
  return google.replace('eventTicketObject', shown.id, shown)
}

async function tellApple(deps: Dependencies): Promise<void> {
  const { walletUpdates, database } = deps
  if (walletUpdates.apple === undefined) return
  const claimed = await database.claimApplePasses({
    limit: APPLE_BATCH,
    leaseSeconds: LEASE_SECONDS,
  })
  if (!claimed.ok) return logFailure(deps, 'apple', claimed.problem.code)
  if (claimed.value.length === 0) return
  // A phone that holds four passes is told once.
  const tokens = [...new Set(claimed.value.flatMap((job) => job.push_tokens))]
  const answers = tokens.length === 0 ? [] : await walletUpdates.apple.push(tokens)
  const pushed = new Map(tokens.map((token, at) => [token, answers[at]]))
  const gone = tokens.filter((token) => pushed.get(token) === 'gone')
  if (gone.length > 0) {
    const forgotten = await database.forgetPushTokens(gone)
    if (!forgotten.ok) logFailure(deps, 'apple', forgotten.problem.code)
  }
  await settle(
    deps,
    'apple',
    claimed.value.flatMap((job) => finishedAs(job, worstOf(job, pushed))),
  )
}

/** A pass is told once each of its devices is; a device that is gone needs no telling. */
function worstOf(
  { push_tokens: tokens }: AppleJob,
  pushed: ReadonlyMap<string, PushedTo | undefined>,
): ToldWallet {
  for (const token of tokens) {
    const answer = pushed.get(token)
    if (answer !== undefined && answer !== 'gone' && !answer.ok) return answer
  }
  return { ok: true }
}

const isAway = (answer: ToldWallet) => !answer.ok && answer.away

function finishedAs(
  { id, revision }: { id: string; revision: number },
  answer: ToldWallet | undefined,
): FinishedPass[] {
  if (answer === undefined) return []
  const error = answer.ok ? null : answer.reason
  return [{ id, revision, error, away: isAway(answer) }]
}

async function settle(deps: Dependencies, wallet: string, passes: FinishedPass[]): Promise<void> {
  for (const error of new Set(passes.map((pass) => pass.error)))
    if (error !== null) logFailure(deps, wallet, error)
  const finished = await deps.database.finishPasses(passes)
  if (!finished.ok) logFailure(deps, wallet, finished.problem.code)
}

const logFailure = ({ log }: Pick<Dependencies, 'log'>, wallet: string, code: string) =>
  log({ level: 'error', event: 'pass_not_told', wallet, code })
