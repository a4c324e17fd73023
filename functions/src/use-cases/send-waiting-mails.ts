// Use case: confirm places on waiting lists by mail. What they are offered later goes through the outbox.
import type { ClubFace } from '@maguey/wire/club'
import type { WaitingMail } from '@maguey/wire/waiting-list'
import type { Dependencies } from '../dependencies.ts'
import type { MailResult } from '../ports/mail.ts'
import { plainClub, replyTo, senderOf } from '../text/club-words.ts'
import { sendOnce } from './send-once.ts'

const BATCH = 5

export async function sendWaitingMails(deps: Dependencies): Promise<void> {
  const { database, log, mail } = deps
  const leaseSeconds = Math.ceil((BATCH * mail.sendMs) / 1000)
  const claimed = await database.claimWaitingMails({ limit: BATCH, leaseSeconds })
  if (!claimed.ok) {
    log({ level: 'error', event: 'waiting_mail_claim_failed', code: claimed.problem.code })
    return
  }
  if (claimed.value.length === 0) return
  const face = await database.readClub()
  for (const job of claimed.value) {
    const result = await renderAndSend(deps, job, face.ok ? face.value : plainClub)
    await note(deps, job, result)
    // The other mails would run into the same outage; they are claimed again later.
    if (!result.ok && result.away) break
  }
}

async function note(
  { database, log }: Dependencies,
  { id, round }: WaitingMail,
  result: MailResult,
): Promise<void> {
  const error = result.ok ? null : result.reason
  if (error !== null) log({ level: 'error', event: 'waiting_mail_failed', reason: error })
  const finished = await database.finishWaitingMail({ id, round, error })
  if (finished.ok) return
  log({ level: 'error', event: 'waiting_mail_not_noted', mail: id, code: finished.problem.code })
}

async function renderAndSend(
  deps: Dependencies,
  job: WaitingMail,
  club: ClubFace,
): Promise<MailResult> {
  try {
    const { settings, composeWaitingMail } = deps
    return await sendOnce(deps, Date.parse(job.first_attempt_at), {
      ...(await composeWaitingMail(job, settings, club)),
      from: senderOf(settings.mailFrom, club),
      to: job.to,
      ...replyTo(club),
      idempotencyKey: `${job.id}-${job.round}`,
    })
  } catch {
    return { ok: false, reason: 'render_failed', permanent: false, away: false }
  }
}
