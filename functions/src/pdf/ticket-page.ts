// One ticket on one A5 page: which night, where, whose, and a QR code drawn as shapes.

import { type Color, type PDFDocument, type PDFImage, type PDFPage, rgb } from '@cantoo/pdf-lib'
import type { ClubFace } from '@maguey/wire/club'
import type { OrderEvent, OrderTicket, OrderView } from '@maguey/wire/orders'
import type { Locale } from '@maguey/wire/values'
import { darkRuns, qrMatrix } from '../qr/qr-matrix.ts'
import { clubColours } from '../text/club-words.ts'
import { eventPlace, venueDay, venueTime } from '../text/event-facts.ts'
import { ticketWords } from '../text/ticket-words.ts'
import { drawText, type Face, wrapText } from './draw-text.ts'
import type { Faces } from './embed-faces.ts'

/** A5 in points. */
const WIDTH = 420
const HEIGHT = 595
const MARGIN = 36
const INNER = WIDTH - 2 * MARGIN
const HEADER = 158
const QR_SIDE = 226

const night = rgb(0.043, 0.075, 0.067)
const cream = rgb(0.957, 0.945, 0.902)
const ink = rgb(0.11, 0.102, 0.078)
const soft = rgb(0.341, 0.318, 0.259)
const line = rgb(0.851, 0.804, 0.714)

export type TicketPage = {
  event: OrderEvent
  order: Pick<OrderView['order'], 'number'>
  ticket: OrderTicket
  locale: Locale
  club: Pick<ClubFace, 'name' | 'accent' | 'clock'>
  logo: PDFImage | null
  index: number
  count: number
}

export function addTicketPage(pdf: PDFDocument, faces: Faces, content: TicketPage): void {
  const page = pdf.addPage([WIDTH, HEIGHT])
  drawHeader(page, faces, content)
  drawQr(page, content.ticket.qr_code_data)
  drawTicket(page, faces, content)
  drawInstructions(page, faces, content)
}

function drawHeader(page: PDFPage, faces: Faces, content: TicketPage): void {
  const { event, locale, club, logo } = content
  const words = ticketWords(locale)
  page.drawRectangle({ x: 0, y: HEIGHT - HEADER, width: WIDTH, height: HEADER, color: night })
  const write = writer(page, MARGIN, INNER, 'left')
  write(club.name.toUpperCase(), HEIGHT - 38, 11, faces.bold, colourOf(clubColours(club).wordmark))
  if (logo !== null) drawLogo(page, logo)
  write(event.name, HEIGHT - 74, 28, faces.bold, cream)
  const opens = event.doors_open_at ?? event.event_date
  write(venueDay(opens, event.timezone, locale), HEIGHT - 98, 12, faces.regular, cream)
  write(
    words.doors(venueTime(opens, event.timezone, locale, club.clock)),
    HEIGHT - 116,
    12,
    faces.regular,
    cream,
  )
  write(eventPlace(event), HEIGHT - 134, 12, faces.regular, cream)
}

const LOGO_SIDE = 44

function drawLogo(page: PDFPage, logo: PDFImage): void {
  const { width, height } = logo.scaleToFit(LOGO_SIDE, LOGO_SIDE)
  page.drawImage(logo, { x: WIDTH - MARGIN - width, y: HEIGHT - 24 - height, width, height })
}

/** @param hex `#rrggbb` */
function colourOf(hex: string): Color {
  const part = (from: number) => Number.parseInt(hex.slice(from, from + 2), 16) / 255
  return rgb(part(1), part(3), part(5))
}

/** Vector squares stay sharp on screen and paper. The white page serves as the quiet zone. */
function drawQr(page: PDFPage, text: string): void {
  const matrix = qrMatrix(text)
  const module = QR_SIDE / matrix.size
  const left = (WIDTH - QR_SIDE) / 2
  const top = HEIGHT - HEADER - 24
  const path = darkRuns(matrix)
    .map(({ row, column, length }) => `M${column} ${row}h${length}v1h-${length}z`)
    .join('')
  page.drawSvgPath(path, { x: left, y: top, scale: module, color: rgb(0, 0, 0), borderWidth: 0 })
}

function drawTicket(
  page: PDFPage,
  faces: Faces,
  { ticket, locale, index, count }: TicketPage,
): void {
  const write = writer(page, MARGIN, INNER, 'center')
  const top = HEIGHT - HEADER - 24 - QR_SIDE
  write(ticket.ticket_type, top - 34, 22, faces.bold, ink)
  write(ticket.guest_name ?? '', top - 54, 13, faces.regular, ink)
  write(ticket.ticket_id, top - 74, 11, faces.regular, soft)
  write(ticketWords(locale).ticketOf(index, count), top - 90, 9, faces.regular, soft)
}

function drawInstructions(page: PDFPage, faces: Faces, { event, order, locale }: TicketPage): void {
  const words = ticketWords(locale)
  const write = writer(page, MARGIN, INNER, 'left')
  const notes = [
    ...(event.min_age === null || event.min_age === 0 ? [] : [words.minAge(event.min_age)]),
    ...words.entry,
    event.reentry ? words.reentry : words.noReentry,
  ]
  page.drawLine({
    start: { x: MARGIN, y: 90 },
    end: { x: WIDTH - MARGIN, y: 90 },
    thickness: 0.75,
    color: line,
  })
  const lines = wrapText(notes.join(' '), { face: faces.regular, size: 8.5, maxWidth: INNER })
  for (const [index, text] of lines.entries())
    write(text, 76 - index * 11.5, 8.5, faces.regular, soft)
  write(`${words.order} ${order.number}`, 22, 8.5, faces.regular, soft)
}

function writer(page: PDFPage, x: number, maxWidth: number, align: 'left' | 'center') {
  return (text: string, y: number, size: number, face: Face, color: Color) => {
    if (text !== '') drawText(page, text, { x, y, size, maxWidth, face, color, align })
  }
}
