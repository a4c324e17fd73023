// Use case: mail the links of whoever asked for their tickets.
import type { ClubFace } from '@maguey/wire/club'
import type { TicketSearch } from '@maguey/wire/find-tickets'
import type { Dependencies } from '../dependencies.ts'
import type { MailResult } from '../ports/mail.ts'
import { plainClub, replyTo, senderOf } from '../text/club-words.ts'

const BATCH = 5

export async function sendFoundTickets(deps: Dependencies): Promise<void> {
  const { database, log, mail } = deps
  const leaseSeconds = Math.ceil((BATCH * mail.sendMs) / 1000)
  const claimed = await database.claimTicketSearches({ limit: BATCH, leaseSeconds })
  if (!claimed.ok) {
    log({ level: 'error', event: 'ticket_search_claim_failed', code: claimed.problem.code })
    return
  }
  if (claimed.value.length === 0) return
  const face = await database.readClub()
  for (const search of claimed.value) {
    const result = await renderAndSend(deps, search, face.ok ? face.value : plainClub)
    await note(deps, search, result)
    // The other mails would run into the same outage; they are claimed again later.
    if (!result.ok && result.away) break
  }
}

async function note(
  { database, log }: Dependencies,
  { id }: TicketSearch,
  result: MailResult,
): Promise<void> {
  const error = result.ok ? null : result.reason
  if (error !== null) log({ level: 'error', event: 'ticket_search_mail_failed', reason: error })
  const finished = await database.finishTicketSearch({ id, error })
  if (finished.ok) return
  const { code } = finished.problem
  log({ level: 'error', event: 'ticket_search_not_noted', mail: id, code })
}

async function renderAndSend(
  { mail: port, settings }: Dependencies,
  search: TicketSearch,
  club: ClubFace,
): Promise<MailResult> {
  try {
    // Rare, so it is loaded when it is needed.
    const { composeFoundMail } = await import('../mail/found-mail.tsx')
    return await port.send({
      ...(await composeFoundMail(search, settings, club)),
      from: senderOf(settings.mailFrom, club),
      to: search.to,
      ...replyTo(club),
      // Between two attempts an order may have changed: another mail.
      idempotencyKey: `${search.id}-${search.attempt}`,
    })
  } catch {
    return { ok: false, reason: 'render_failed', permanent: false, away: false }
  }
}
