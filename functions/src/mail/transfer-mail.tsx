// The mails about a ticket that is handed on: to whom it is offered or was given, and to whoever gave it.
/** @jsxRuntime automatic */
/** @jsxImportSource react */
/** @jsxImportSourceTypes @types/react */

import type { ClubFace } from '@maguey/wire/club'
import type { MailJob } from '@maguey/wire/mail'
import type { MailContent } from '../ports/mail.ts'
import { handedBecause, type TransferMailKind, transferWords } from '../text/transfer-words.ts'
import { NoticeMail } from './notice-mail.tsx'
import { type LinkSettings, pageUrl, renderBoth } from './render-mail.ts'

export async function transferMail(
  job: MailJob,
  kind: TransferMailKind,
  settings: LinkSettings,
  club: ClubFace,
): Promise<MailContent> {
  const { order, event, transfer, locale } = job
  const words = transferWords(kind, locale)
  const facts = {
    event: event.name,
    type: transfer?.ticket_type ?? '',
    ticketId: transfer?.ticket_id ?? '',
    from: transfer?.from_name ?? null,
    to: transfer?.to_name ?? null,
  }
  const subject = words.subject(facts)
  const content = await renderBoth(
    <NoticeMail
      club={club}
      locale={locale}
      subject={subject}
      paragraphs={words.text(facts)}
      orderNumber={order.number}
      orderUrl={words.button === null ? null : await pageUrl(job, settings)}
      {...(words.button === null ? {} : { button: words.button })}
      {...(transfer?.for_recipient === true ? { because: handedBecause(locale) } : {})}
      night={kind === 'transfer_offered' ? event : null}
      shopUrl={settings.shopUrl}
    />,
  )
  return { subject, ...content, attachments: [] }
}
