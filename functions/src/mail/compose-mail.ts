// stub
import type { Settings } from '../dependencies.ts'
import type { MailJob } from '../ports/database-shapes.ts'
import type { OutgoingMail } from '../ports/mail.ts'
export async function composeMail(
  job: MailJob,
  _settings: Settings,
): Promise<Omit<OutgoingMail, 'from' | 'to' | 'idempotencyKey'>> {
  return { subject: job.event.name, html: '<p>tickets</p>', text: 'tickets', attachments: [] }
}
