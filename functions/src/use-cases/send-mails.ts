// Use case: drain the outbox. A mail that fails goes back to it; the database decides when it is tried again.

import type { ClubFace } from '@maguey/wire/club'
import type { MailJob } from '@maguey/wire/mail'
import type { Dependencies } from '../dependencies.ts'
import type { MailResult } from '../ports/mail.ts'
import { plainClub, replyTo, senderOf } from '../text/club-words.ts'
import { sendOnce } from './send-once.ts'

/** Resend takes a few requests a second, and an edge function has two seconds of CPU: about this many mails. */
const BATCH = 10
/** The last mail of a batch is begun within this time; its own comes on top. */
const BATCH_MS = 90_000

/** @returns how many were accepted by the provider */
export async function sendMails(deps: Dependencies): Promise<number> {
  const until = deps.clock.nowMs() + BATCH_MS
  const leaseSeconds = Math.ceil((BATCH_MS + deps.mail.sendMs) / 1000)
  const jobs = await deps.database.claimMails({ limit: BATCH, leaseSeconds })
  if (!jobs.ok) {
    deps.log({ level: 'error', event: 'mail_claim_failed', code: jobs.problem.code })
    return 0
  }
  if (jobs.value.length === 0) return 0
  const face = await deps.database.readClub()
  const club = face.ok ? face.value : plainClub
  let sent = 0
  for (const job of jobs.value) {
    // Whoever claims the others after the lease must not find this worker still at them.
    if (deps.clock.nowMs() >= until) break
    const result = await renderAndSend(deps, job, club)
    await note(deps, job, result)
    if (result.ok) sent += 1
    // The other mails would run into the same outage and outlive their lease; they are claimed again once it ends.
    else if (result.away) break
  }
  return sent
}

/** The outbox row's id is the idempotency key: a crash between sending and noting it does not send twice. */
async function note(deps: Dependencies, job: MailJob, result: MailResult): Promise<void> {
  const finished = await deps.database.finishMail(
    result.ok
      ? { mailId: job.id, providerId: result.providerId, error: null }
      : { mailId: job.id, providerId: null, error: result.reason, permanent: result.permanent },
  )
  const about = { mail: job.id, kind: job.kind }
  if (!result.ok)
    deps.log({ level: 'error', event: 'mail_failed', ...about, reason: result.reason })
  // The lease ends, and the same key makes the next attempt harmless.
  if (!finished.ok) {
    deps.log({ level: 'error', event: 'mail_not_noted', ...about, code: finished.problem.code })
  }
}

async function renderAndSend(
  deps: Dependencies,
  job: MailJob,
  club: ClubFace,
): Promise<MailResult> {
  try {
    const mail = await deps.composeMail(job, deps.settings, club)
    return await sendOnce(deps, Date.parse(job.first_attempt_at), {
      ...mail,
      from: senderOf(deps.settings.mailFrom, club),
      ...replyTo(club),
      to: job.to,
      idempotencyKey: job.id,
    })
  } catch (error) {
    // One mail that can't be rendered must not hold up the others; log only the kind of error, as its text may quote a name.
    const reason = `render_${error instanceof Error ? error.name : 'failed'}`
    return { ok: false, reason, permanent: false, away: false }
  }
}
