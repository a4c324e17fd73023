// Use case: mail the links with which staff set a password. Each attempt has a token of its own, so that none is stored.
import type { ClubFace } from '@maguey/wire/club'
import type { StaffMail } from '@maguey/wire/staff-managing'
import type { Dependencies } from '../dependencies.ts'
import type { MailResult } from '../ports/mail.ts'
import { plainClub, replyTo, senderOf } from '../text/club-words.ts'

const BATCH = 5

export async function sendStaffMails(deps: Dependencies): Promise<void> {
  const { database, log } = deps
  const claimed = await database.claimStaffMails({ limit: BATCH })
  if (!claimed.ok) {
    log({ level: 'error', event: 'staff_mail_claim_failed', code: claimed.problem.code })
    return
  }
  if (claimed.value.length === 0) return
  const face = await database.readClub()
  for (const mail of claimed.value) {
    const result = await renderAndSend(deps, mail, face.ok ? face.value : plainClub)
    await note(deps, mail, result)
    // The other mails would run into the same outage; they are claimed again later.
    if (!result.ok && result.away) break
  }
}

async function note(
  { database, log }: Dependencies,
  { id }: StaffMail,
  result: MailResult,
): Promise<void> {
  const error = result.ok ? null : result.reason
  if (error !== null) log({ level: 'error', event: 'staff_mail_failed', reason: error })
  const finished = await database.finishStaffMail({ id, error })
  if (finished.ok) return
  const { code } = finished.problem
  log({ level: 'error', event: 'staff_mail_not_noted', mail: id, code })
}

async function renderAndSend(
  { mail: port, settings }: Dependencies,
  mail: StaffMail,
  club: ClubFace,
): Promise<MailResult> {
  try {
    // Rare, so it is loaded when it is needed.
    const { composeStaffMail } = await import('../mail/staff-mail.tsx')
    const { backOfficeUrl, mailFrom } = settings
    return await port.send({
      ...(await composeStaffMail(mail, { backOfficeUrl, club })),
      from: senderOf(mailFrom, club),
      to: mail.to,
      ...replyTo(club),
      // Another token is another mail.
      idempotencyKey: `${mail.id}-${mail.attempt}`,
    })
  } catch {
    return { ok: false, reason: 'render_failed', permanent: false, away: false }
  }
}
