// The PDF of an order: one page per ticket that still opens the door.

import { PDFDocument } from '@cantoo/pdf-lib'
import type { OrderEvent, OrderTicket } from '@maguey/wire/orders'
import type { Locale } from '@maguey/wire/values'
import { plainClub } from '../text/club-words.ts'
import { ticketWords } from '../text/ticket-words.ts'
import { embedFaces } from './embed-faces.ts'
import { addTicketPage } from './ticket-page.ts'

export type PdfOrder = {
  order: { number: string; created_at: string }
  event: OrderEvent
  tickets: readonly OrderTicket[]
  locale: Locale
  /** Absent: as one without a name of its own. */
  clubName?: string
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
  clubName = plainClub.name,
}: PdfOrder): Promise<Uint8Array> {
  const pdf = await PDFDocument.create()
  pdf.setTitle(ticketWords(locale).subject(event.name))
  pdf.setLanguage(locale)
  pdf.setCreator(clubName)
  // The order's date, not the current time: a resent mail must have the same bytes, or its idempotency key is refused.
  pdf.setCreationDate(new Date(order.created_at))
  pdf.setModificationDate(new Date(order.created_at))
  const faces = await embedFaces(pdf)
  const printable = printableTickets(tickets)
  for (const [index, ticket] of printable.entries()) {
    addTicketPage(pdf, faces, {
      event,
      order,
      ticket,
      locale,
      clubName,
      index: index + 1,
      count: printable.length,
    })
  }
  return pdf.save()
}
