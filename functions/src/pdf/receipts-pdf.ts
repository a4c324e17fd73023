// The receipts of an order as a PDF: one A5 page for each, on paper that any printer takes.

import { type Color, PDFDocument, type PDFPage, rgb } from '@cantoo/pdf-lib'
import { decimalToMinor, minorToDecimal, multiplyMinor } from '@maguey/ticket-core/money'
import type { ClubFace } from '@maguey/wire/club'
import type { OrderReceipts, Receipt } from '@maguey/wire/receipts'
import type { Locale } from '@maguey/wire/values'
import { clubColours } from '../text/club-words.ts'
import { moneyText, venueDay } from '../text/event-facts.ts'
import { receiptWords } from '../text/receipt-words.ts'
import { drawText, type TextPlace, wrapText } from './draw-text.ts'
import { embedFaces, type Faces } from './embed-faces.ts'

const WIDTH = 420
const HEIGHT = 595
const MARGIN = 36
const INNER = WIDTH - 2 * MARGIN
const HEADER = 96
/** Between two lines of the order; less where there are many, so that all of them fit on the page. */
const LINE = 19
const BELOW_LINES = 120

const ink = rgb(0.11, 0.102, 0.078)
const soft = rgb(0.341, 0.318, 0.259)
const rule = rgb(0.851, 0.804, 0.714)
const cream = rgb(0.957, 0.945, 0.902)
const night = rgb(0.043, 0.075, 0.067)

type Club = Pick<ClubFace, 'accent' | 'logo' | 'contact_email' | 'contact_phone'>

export async function createReceiptsPdf(
  { order, receipts }: OrderReceipts,
  { locale, club }: { locale: Locale; club: Club },
): Promise<Uint8Array> {
  const pdf = await PDFDocument.create()
  const words = receiptWords(locale)
  const [first] = receipts
  pdf.setTitle(`${words.title.receipt} ${first?.number ?? ''}`.trim())
  pdf.setLanguage(locale)
  pdf.setCreator(first?.issuer_name ?? '')
  const faces = await embedFaces(pdf)
  const logo = await embedLogo(pdf, club.logo)
  for (const receipt of receipts) {
    const page = pdf.addPage([WIDTH, HEIGHT])
    const write = writer(page, faces)
    drawHeader(page, write, { receipt, club, locale, logo, faces })
    const top = drawFacts(write, { receipt, order, locale })
    const below = drawSum(page, write, { receipt, order, locale, top })
    drawFoot(write, { receipt, club, below })
  }
  return pdf.save()
}

type Logo = Awaited<ReturnType<PDFDocument['embedPng']>>
type Write = (text: string, place: WritePlace) => void
type WritePlace = {
  y: number
  size: number
  color?: Color
  bold?: boolean
  align?: 'left' | 'right'
  x?: number
  maxWidth?: number
}

/** WebP is nothing that a PDF can hold; the name stands for the logo then. */
async function embedLogo(pdf: PDFDocument, logo: string | null): Promise<Logo | null> {
  const parts = /^data:image\/(png|jpeg);base64,(.+)$/.exec(logo ?? '')
  if (parts?.[2] === undefined) return null
  const bytes = Uint8Array.from(atob(parts[2]), (character) => character.charCodeAt(0))
  try {
    return parts[1] === 'png' ? await pdf.embedPng(bytes) : await pdf.embedJpg(bytes)
  } catch {
    return null
  }
}

function drawHeader(
  page: PDFPage,
  write: Write,
  {
    receipt,
    club,
    locale,
    logo,
    faces,
  }: { receipt: Receipt; club: Club; locale: Locale; logo: Logo | null; faces: Faces },
): void {
  page.drawRectangle({ x: 0, y: HEIGHT - HEADER, width: WIDTH, height: HEADER, color: night })
  const accent = colourOf(clubColours(club).wordmark)
  if (logo !== null) {
    const { width, height } = logo.scaleToFit(64, 44)
    page.drawImage(logo, { x: WIDTH - MARGIN - width, y: HEIGHT - 24 - height, width, height })
  }
  const beside = { maxWidth: logo === null ? INNER : INNER - 76 }
  write(receipt.issuer_name, { y: HEIGHT - 40, size: 15, bold: true, color: accent, ...beside })
  const address = wrapText(receipt.issuer_address, { face: faces.regular, size: 9, ...beside })
  for (const [index, line] of address.slice(0, 2).entries())
    write(line, { y: HEIGHT - 58 - index * 12, size: 9, color: cream, ...beside })
  const title = receiptWords(locale).title[receipt.kind]
  write(title, { y: HEIGHT - HEADER - 40, size: 24, bold: true })
  write(receipt.number, {
    y: HEIGHT - HEADER - 40,
    size: 13,
    color: soft,
    align: 'right',
  })
}

/** @returns how far down it came */
function drawFacts(
  write: Write,
  { receipt, order, locale }: Pick<OrderReceipts, 'order'> & { receipt: Receipt; locale: Locale },
): number {
  const words = receiptWords(locale)
  const { about } = receipt
  const facts = [
    [words.issued, venueDay(receipt.issued_at, about.timezone, locale)],
    [words.order, order.number],
    [words.customer, order.customer_name ?? ''],
    [words.night, `${about.name}, ${venueDay(about.event_date, about.timezone, locale)}`],
  ].filter(([, fact]) => fact !== '')
  let y = HEIGHT - HEADER - 68
  if (receipt.corrects !== null) {
    write(words.corrects(receipt.kind, receipt.corrects), { y, size: 10, color: soft })
    y -= 20
  }
  for (const [name, fact] of facts) {
    write(name ?? '', { y, size: 9, color: soft, maxWidth: 70 })
    write(fact ?? '', { y, size: 10, x: MARGIN + 74, maxWidth: INNER - 74 })
    y -= 17
  }
  return y - 6
}

/** @returns how far down it came */
function drawSum(
  page: PDFPage,
  write: Write,
  {
    receipt,
    order,
    locale,
    top,
  }: Pick<OrderReceipts, 'order'> & { receipt: Receipt; locale: Locale; top: number },
): number {
  const words = receiptWords(locale)
  const { currency } = order
  const money = (decimal: string) => moneyText(decimal, currency, locale)
  let y = top
  const split = (above: number) =>
    page.drawLine({
      start: { x: MARGIN, y: above },
      end: { x: WIDTH - MARGIN, y: above },
      thickness: 0.75,
      color: rule,
    })
  split(y + 12)
  if (receipt.kind === 'receipt') {
    const step = Math.min(LINE, (top - BELOW_LINES) / receipt.about.lines.length)
    for (const { name, quantity, unit_price } of receipt.about.lines) {
      const each = decimalToMinor(unit_price, currency)
      write(name, { y: y - 6, size: 10.5, maxWidth: INNER * 0.5 })
      write(words.each(quantity, money(unit_price)), {
        y: y - 6,
        size: 9,
        color: soft,
        align: 'right',
        maxWidth: INNER - 84,
      })
      const sum = minorToDecimal(multiplyMinor(each, quantity), currency)
      write(money(sum), { y: y - 6, size: 10.5, align: 'right' })
      y -= step
    }
    split(y + step - 13)
  }
  write(words.total[receipt.kind], { y: y - 16, size: 13, bold: true })
  write(money(receipt.amount), { y: y - 16, size: 13, bold: true, align: 'right' })
  y -= 38
  if (Number(receipt.tax_percent) === 0) return y
  const tax = decimalToMinor(receipt.tax_amount, currency)
  const net = minorToDecimal(decimalToMinor(receipt.amount, currency) - tax, currency)
  write(words.net, { y, size: 9.5, color: soft })
  write(money(net), { y, size: 9.5, color: soft, align: 'right' })
  write(words.tax(receipt.tax_name, receipt.tax_percent), { y: y - 15, size: 9.5, color: soft })
  write(money(receipt.tax_amount), { y: y - 15, size: 9.5, color: soft, align: 'right' })
  return y - 30
}

function drawFoot(
  write: Write,
  { receipt, club, below }: { receipt: Receipt; club: Club; below: number },
): void {
  const foot = [receipt.issuer_name, club.contact_email, club.contact_phone]
  write(foot.filter((part) => part !== '').join(' · '), {
    y: Math.min(24, below),
    size: 8.5,
    color: soft,
  })
}

function writer(page: PDFPage, faces: Faces): Write {
  return (text, { x = MARGIN, maxWidth = INNER, bold = false, color = ink, ...place }) => {
    if (text === '') return
    const face = bold ? faces.bold : faces.regular
    drawText(page, text, { ...place, x, maxWidth, face, color } satisfies TextPlace)
  }
}

function colourOf(hex: string): Color {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map(
    (at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255,
  )
  return rgb(red, green, blue)
}
