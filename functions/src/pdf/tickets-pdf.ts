// The PDF of an order: one page per ticket that still opens the door.

import { PDFDocument, type PDFImage } from '@cantoo/pdf-lib'
import type { ClubFace } from '@maguey/wire/club'
import type { OrderEvent, OrderTicket } from '@maguey/wire/orders'
import type { Locale } from '@maguey/wire/values'
import { plainClub } from '../text/club-words.ts'
import { ticketWords } from '../text/ticket-words.ts'
import { embedFaces } from './embed-faces.ts'
import { addTicketPage } from './ticket-page.ts'

export type PdfClub = Pick<ClubFace, 'name' | 'accent' | 'logo' | 'clock'>

export type PdfOrder = {
  order: { number: string; created_at: string }
  event: OrderEvent
  tickets: readonly OrderTicket[]
  locale: Locale
  /** Absent: as one without a face of its own. */
  club?: PdfClub
}

/** Tickets that were refunded or voided have no page. */
export function printableTickets(tickets: readonly OrderTicket[]): OrderTicket[] {
  return tickets.filter(({ status }) => status === 'issued')
}

export async function createTicketsPdf({
  order,
  event,
  tickets,
  locale,
  club = plainClub,
}: PdfOrder): Promise<Uint8Array> {
  const pdf = await PDFDocument.create()
  pdf.setTitle(ticketWords(locale).subject(event.name))
  pdf.setLanguage(locale)
  pdf.setCreator(club.name)
  // The order's date, not the current time: a resent mail must have the same bytes, or its idempotency key is refused.
  pdf.setCreationDate(new Date(order.created_at))
  pdf.setModificationDate(new Date(order.created_at))
  const faces = await embedFaces(pdf)
  const logo = await embedLogo(pdf, club.logo)
  const printable = printableTickets(tickets)
  for (const [index, ticket] of printable.entries()) {
    addTicketPage(pdf, faces, {
      event,
      order,
      ticket,
      locale,
      club,
      logo,
      index: index + 1,
      count: printable.length,
    })
  }
  return pdf.save()
}

/** Null for a club without a logo, and for a kind of picture that a PDF can't hold. */
async function embedLogo(pdf: PDFDocument, logo: string | null): Promise<PDFImage | null> {
  if (logo?.startsWith('data:image/png;')) return pdf.embedPng(logo)
  if (logo?.startsWith('data:image/jpeg;')) return pdf.embedJpg(logo)
  return null
}
