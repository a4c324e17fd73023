// The mails of the waiting list: a place is confirmed, seats are offered, a returned ticket was sold.
/** @jsxRuntime automatic */
/** @jsxImportSource react */
/** @jsxImportSourceTypes @types/react */

import type { ClubFace } from '@maguey/wire/club'
import type { MailJob } from '@maguey/wire/mail'
import { leaveWaitingByMail, type WaitingMail } from '@maguey/wire/waiting-list'
import type { MailContent } from '../ports/mail.ts'
import { waitingSeal, waitingToken } from '../secrets.ts'
import { moneyText, venueDay, venueTime } from '../text/event-facts.ts'
import { waitingPage } from '../text/night-links.ts'
import { waitingWords } from '../text/waiting-words.ts'
import { NoticeMail } from './notice-mail.tsx'
import { type LinkSettings, pageUrl, renderBoth } from './render-mail.ts'

/** Sent before anything else of the list; without the club's logo, which would have to be attached. */
export async function composeWaitingMail(
  { id, event, ticket_type, quantity, locale }: Omit<WaitingMail, 'to' | 'round'>,
  settings: LinkSettings,
  club: ClubFace,
): Promise<MailContent> {
  const words = waitingWords(locale)
  const subject = words.joined.subject(event.name)
  const content = await renderBoth(
    <NoticeMail
      because={words.because}
      button={words.joined.button}
      club={{ ...club, logo: null }}
      locale={locale}
      night={event}
      orderNumber={null}
      orderUrl={await entryUrl(settings, id)}
      paragraphs={words.joined.text({ event: event.name, type: ticket_type, quantity })}
      shopUrl={settings.shopUrl}
      subject={subject}
    />,
  )
  return { subject, ...content, attachments: [], headers: await leaveHeaders(settings, id) }
}

export async function offerMail(
  job: MailJob,
  settings: LinkSettings,
  club: ClubFace,
): Promise<MailContent> {
  const { order, event, waiting, locale } = job
  const words = waitingWords(locale)
  const entryId = waiting?.entry_id ?? ''
  const ends = waiting?.ends_at ?? job.created_at
  const subject = words.offer.subject(event.name)
  const until = `${venueDay(ends, event.timezone, locale)}, ${venueTime(ends, event.timezone, locale, club.clock)}`
  const paragraphs = words.offer.text({
    event: event.name,
    type: order.lines.map(({ name }) => name).join(', '),
    quantity: order.ticket_count,
    until,
    price: moneyText(order.total_amount, order.currency, locale),
    free: Number(order.total_amount) === 0,
  })
  const content = await renderBoth(
    <NoticeMail
      because={words.because}
      button={words.offer.button}
      club={club}
      locale={locale}
      night={event}
      orderNumber={order.number}
      orderUrl={await entryUrl(settings, entryId)}
      paragraphs={paragraphs}
      shopUrl={settings.shopUrl}
      subject={subject}
    />,
  )
  return { subject, ...content, attachments: [], headers: await leaveHeaders(settings, entryId) }
}

/** To whoever returned a ticket; that the money is back is told when it is. */
export async function soldMail(
  job: MailJob,
  settings: LinkSettings,
  club: ClubFace,
): Promise<MailContent> {
  const { order, event, amount, returned_ticket, locale } = job
  const { sold } = waitingWords(locale)
  const subject = sold.subject(event.name)
  const paragraphs = sold.text({
    event: event.name,
    ticketId: returned_ticket ?? '',
    amount: moneyText(amount ?? '0.00', order.currency, locale),
    free: Number(amount ?? 0) === 0,
  })
  const content = await renderBoth(
    <NoticeMail
      club={club}
      locale={locale}
      night={null}
      orderNumber={order.number}
      orderUrl={await pageUrl(job, settings)}
      paragraphs={paragraphs}
      shopUrl={settings.shopUrl}
      subject={subject}
    />,
  )
  return { subject, ...content, attachments: [] }
}

const entryUrl = async ({ shopUrl, orderTokenSecret }: LinkSettings, entryId: string) =>
  waitingPage(shopUrl, entryId, await waitingToken(orderTokenSecret, entryId))

/** Leaving the list by the mail program's own button, RFC 8058. */
async function leaveHeaders({ apiUrl, orderTokenSecret }: LinkSettings, entryId: string) {
  const seal = await waitingSeal(orderTokenSecret, entryId)
  const path = leaveWaitingByMail.path.replace(':entryId', entryId).replace(':seal', seal)
  return {
    'List-Unsubscribe': `<${apiUrl}/functions/v1/api${path}>`,
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
  }
}
