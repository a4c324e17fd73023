// Use case: drain the outbox. A mail that fails goes back to it; the database decides when it is tried again.

import type { MailJob } from '@maguey/wire/mail'
import type { Dependencies } from '../dependencies.ts'
import { composeMail } from '../mail/compose-mail.tsx'

/** Resend takes a few requests a second, and an edge function has two seconds of CPU: about this many mails. */
const BATCH = 10
const LEASE_SECONDS = 120

/** @returns how many were accepted by the provider */
export async function sendMails(deps: Dependencies): Promise<number> {
  const jobs = await deps.database.claimMails({ limit: BATCH, leaseSeconds: LEASE_SECONDS })
  if (!jobs.ok) {
    deps.log({ level: 'error', event: 'mail_claim_failed', code: jobs.problem.code })
    return 0
  }
  let sent = 0
  for (const job of jobs.value) {
    if (await sendOne(deps, job)) sent += 1
  }
  return sent
}

/** The outbox row's id is the idempotency key: a crash between sending and noting it does not send twice. */
async function sendOne(deps: Dependencies, job: MailJob): Promise<boolean> {
  const result = await renderAndSend(deps, job)
  if (result.ok) {
    await deps.database.finishMail({ mailId: job.id, providerId: result.providerId, error: null })
    return true
  }
  deps.log({
    level: 'error',
    event: 'mail_failed',
    mail: job.id,
    kind: job.kind,
    reason: result.reason,
  })
  await deps.database.finishMail({ mailId: job.id, providerId: null, error: result.reason })
  return false
}

async function renderAndSend(deps: Dependencies, job: MailJob) {
  try {
    const mail = await composeMail(job, deps.settings)
    return await deps.mail.send({
      ...mail,
      from: deps.settings.mailFrom,
      to: job.to,
      idempotencyKey: job.id,
    })
  } catch (error) {
    // One mail that can't be rendered must not keep the others waiting; its error may quote a name, so only its kind.
    return {
      ok: false as const,
      reason: `render_${error instanceof Error ? error.name : 'failed'}`,
    }
  }
}
