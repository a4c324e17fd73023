import type { Dependencies } from '../dependencies.ts'
import { KEY_KEPT_MS, type MailResult, type OutgoingMail } from '../ports/mail.ts'

/** From here on a mail is looked for before it is sent once more: the key may be forgotten while it is under way. */
const ASK_AFTER_MS = KEY_KEPT_MS - 3_600_000

/** Sends a mail that may have been accepted at an earlier attempt, of which nothing was noted. */
export async function sendOnce(
  { mail: port, clock }: Pick<Dependencies, 'mail' | 'clock'>,
  firstAttemptMs: number,
  mail: OutgoingMail,
): Promise<MailResult> {
  if (clock.nowMs() - firstAttemptMs >= ASK_AFTER_MS) {
    const found = await port.find(mail, firstAttemptMs)
    if (!found.ok || found.providerId !== null) return found
  }
  return port.send(mail)
}
