// The receipts' PDF: a page for each, in either language, whatever the club looks like.
import { PDFDocument } from '@cantoo/pdf-lib'
import { expect, it } from 'vitest'
import { exampleReceipts } from '../testing/examples.ts'
import { plainClub } from '../text/club-words.ts'
import { createReceiptsPdf } from './receipts-pdf.ts'

const PNG =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGNgYGD4DwABBAEAX+XDSwAAAABJRU5ErkJggg=='

const [receipt] = exampleReceipts.receipts
if (receipt === undefined) throw new Error('no receipt')
const note = {
  ...receipt,
  kind: 'credit_note',
  number: 'C2026-000001',
  corrects: receipt.number,
} as const

it.each([
  ['en', 'Receipt R2026-000001'],
  ['es', 'Recibo R2026-000001'],
] as const)('has a page for each document, named in %s', async (locale, title) => {
  const both = { ...exampleReceipts, receipts: [receipt, note] }
  const bytes = await createReceiptsPdf(both, { locale, club: plainClub })
  const pdf = await PDFDocument.load(bytes)
  expect([pdf.getPageCount(), pdf.getTitle()]).toEqual([2, title])
})

it.each([
  `data:image/png;base64,${PNG}`,
  'data:image/png;base64,AAAA',
  'data:image/webp;base64,AAAA',
])('is made with the logo %s, or without it', async (logo) => {
  const club = { ...plainClub, logo, accent: '#ff00aa' }
  expect((await createReceiptsPdf(exampleReceipts, { locale: 'en', club })).length).toBeGreaterThan(
    1000,
  )
})
