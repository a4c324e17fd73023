// Makes the mail of an outbox row: subject, HTML, plain text, attachments.
/** @jsxRuntime automatic */
/** @jsxImportSource react */
/** @jsxImportSourceTypes @types/react */

import type { ClubFace } from '@maguey/wire/club'
import { type MailJob, stopReminders } from '@maguey/wire/mail'
import type { ComposeMail } from '../dependencies.ts'
import { createTicketsPdf, printableTickets } from '../pdf/tickets-pdf.ts'
import type { MailAttachment, MailContent } from '../ports/mail.ts'
import { qrPng } from '../qr/qr-png.ts'
import { reminderSeal } from '../secrets.ts'
import { plainClub } from '../text/club-words.ts'
import { moneyText, reminderDay } from '../text/event-facts.ts'
import { type MoneyMailKind, moneyWords } from '../text/money-words.ts'
import { movedWords } from '../text/moved-words.ts'
import { reminderPage } from '../text/night-links.ts'
import { ticketWords } from '../text/ticket-words.ts'
import { handedBecause } from '../text/transfer-words.ts'
import { LOGO_ID } from './mail-frame.tsx'
import { NoticeMail } from './notice-mail.tsx'
import { type LinkSettings, pageUrl, renderBoth } from './render-mail.ts'
import { TicketsMail, type TicketsMailProps } from './tickets-mail.tsx'
import { transferMail } from './transfer-mail.tsx'
import { offerMail, soldMail } from './waiting-mail.tsx'

/** Pixels per module: about 480 pixels a side, shown at 280, so that it is sharp on a dense screen. */
const PNG_SCALE = 9

export const composeMail: ComposeMail = async (job, settings, club = plainClub) => {
  const mail = await contentOf(job, settings, club)
  const logo = logoOf(club)
  return logo === null ? mail : { ...mail, attachments: [...mail.attachments, logo] }
}

function contentOf(job: MailJob, settings: LinkSettings, club: ClubFace): Promise<MailContent> {
  switch (job.kind) {
    case 'tickets':
      return ticketsMail(job, settings, club)
    case 'reminder':
      return reminderMail(job, settings, club)
    case 'moved':
      return movedMail(job, settings, club)
    case 'transfer_offered':
    case 'transfer_taken_back':
    case 'transfer_accepted':
    case 'transfer_void':
      return transferMail(job, job.kind, settings, club)
    case 'waiting_offer':
      return offerMail(job, settings, club)
    case 'return_sold':
      return soldMail(job, settings, club)
    default:
      return moneyMail(job, job.kind, settings, club)
  }
}

function logoOf({ logo }: ClubFace): MailAttachment | null {
  const parts = /^data:(image\/(\w+));base64,(.+)$/.exec(logo ?? '')
  if (parts === null) return null
  const [, contentType = '', kind, content = ''] = parts
  const bytes = Uint8Array.from(atob(content), (character) => character.charCodeAt(0))
  return { filename: `logo.${kind}`, contentType, bytes, contentId: LOGO_ID }
}

async function ticketsMail(
  job: MailJob,
  settings: LinkSettings,
  club: ClubFace,
): Promise<MailContent> {
  const { order, event, tickets, locale } = job
  const { content, images } = await withCodes(job, settings, club, null)
  const pdf: MailAttachment = {
    filename: locale === 'es' ? 'boletos.pdf' : 'tickets.pdf',
    contentType: 'application/pdf',
    bytes: await createTicketsPdf({ order, event, tickets, locale, club }),
  }
  const subject = ticketWords(locale).subject(event.name)
  return { subject, ...content, attachments: [...images, pdf] }
}

/** The codes on top of the inbox on the day; without the PDF, which the first mail has. */
async function reminderMail(
  job: MailJob,
  settings: LinkSettings,
  club: ClubFace,
): Promise<MailContent> {
  const { id, event, locale } = job
  const day = reminderDay(event.doors_open_at, job.created_at, event.timezone)
  const subject = ticketWords(locale).reminderSubject(event.name, day)
  const seal = await reminderSeal(settings.orderTokenSecret, id)
  const stopUrl = reminderPage(settings.shopUrl, id, seal)
  const { content, images } = await withCodes(job, settings, club, { subject, stopUrl })
  const path = stopReminders.path.replace(':mailId', id).replace(':seal', seal)
  const headers = {
    'List-Unsubscribe': `<${settings.apiUrl}/functions/v1/api${path}>`,
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
  }
  return { subject, ...content, attachments: images, headers }
}

async function withCodes(
  job: MailJob,
  settings: LinkSettings,
  club: ClubFace,
  reminder: TicketsMailProps['reminder'],
) {
  const { order, event, tickets, transfer, locale } = job
  const numbered = printableTickets(tickets).map((ticket, index) => ({
    ticket,
    contentId: `ticket-${index + 1}`,
  }))
  const content = await renderBoth(
    <TicketsMail
      club={club}
      locale={locale}
      event={event}
      guestName={transfer === null ? order.customer_name : transfer.to_name}
      tickets={numbered}
      orderNumber={order.number}
      total={transfer === null ? moneyText(order.total_amount, order.currency, locale) : null}
      paid={transfer === null && Number(order.total_amount) > 0}
      orderUrl={await pageUrl(job, settings)}
      {...(transfer === null ? {} : { because: handedBecause(locale) })}
      shopUrl={settings.shopUrl}
      reminder={reminder}
    />,
  )
  const images = numbered.map(async ({ ticket, contentId }): Promise<MailAttachment> => {
    const bytes = await qrPng(ticket.qr_code_data, { scale: PNG_SCALE })
    return { filename: `${contentId}.png`, contentType: 'image/png', bytes, contentId }
  })
  return { content, images: await Promise.all(images) }
}

/** Money that moved without the customer's doing: what happened, how much, and which tickets are still valid. */
async function moneyMail(
  job: MailJob,
  kind: MoneyMailKind,
  settings: LinkSettings,
  club: ClubFace,
): Promise<MailContent> {
  const { order, event, tickets, locale, amount, to } = job
  const words = moneyWords(kind, locale)
  const subject = words.subject(event.name)
  const paragraphs = words.text({
    event: event.name,
    number: order.number,
    email: maskEmail(order.customer_email),
    amount: moneyText(amount ?? order.total_amount, order.currency, locale),
    free: Number(order.total_amount) === 0,
    standing: printableTickets(tickets).map((ticket) => ticket.ticket_id),
  })
  const content = await renderBoth(
    <NoticeMail
      club={club}
      locale={locale}
      subject={subject}
      paragraphs={paragraphs}
      orderNumber={order.number}
      // An address that the order no longer belongs to gets no key to it.
      orderUrl={to === order.customer_email ? await pageUrl(job, settings) : null}
      night={null}
      shopUrl={settings.shopUrl}
    />,
  )
  return { subject, ...content, attachments: [] }
}

/** The night takes place at another time or elsewhere; the tickets stay good. */
async function movedMail(
  job: MailJob,
  settings: LinkSettings,
  club: ClubFace,
): Promise<MailContent> {
  const { order, event, move, transfer, locale } = job
  const words = movedWords(locale)
  const subject = words.subject(event.name)
  const content = await renderBoth(
    <NoticeMail
      club={club}
      locale={locale}
      subject={subject}
      paragraphs={words.text({ event, move }, club.clock)}
      orderNumber={order.number}
      orderUrl={await pageUrl(job, settings)}
      {...(transfer === null ? {} : { because: handedBecause(locale) })}
      night={event}
      shopUrl={settings.shopUrl}
    />,
  )
  return { subject, ...content, attachments: [] }
}

/** As the order's page shows it: its owner recognises it, and nobody else learns it. */
function maskEmail(email: string): string {
  const [name = '', domain = ''] = email.split('@')
  return `${name.slice(0, 1)}•••@${domain}`
}
