// The PDF: one page per ticket that still opens the door, with every letter of every name.
import { PDFDocument } from '@cantoo/pdf-lib'
import { extractText } from 'unpdf'
import { describe, expect, it, vi } from 'vitest'
import { exampleEvent, exampleTicket } from '../testing/examples.ts'
import { createTicketsPdf, type PdfOrder } from './tickets-pdf.ts'

const order: PdfOrder = {
  order: { number: 'MGY-7K3QXM', created_at: '2026-11-20T12:00:00+00:00' },
  event: exampleEvent,
  tickets: [exampleTicket(1), exampleTicket(2)],
  locale: 'en',
}

/** What a reader can select, search and have read aloud: line by line, as another library reads it back. */
async function textOf(bytes: Uint8Array): Promise<string> {
  const { text } = await extractText(bytes, { mergePages: false })
  return text.join('\n\n')
}

describe('createTicketsPdf', () => {
  it('has the same bytes whenever it is made', async () => {
    vi.useFakeTimers({ now: Date.UTC(2026, 10, 20), toFake: ['Date'] })
    const first = await createTicketsPdf(order)
    vi.setSystemTime(Date.UTC(2026, 10, 23))
    expect(Buffer.from(await createTicketsPdf(order)).equals(first)).toBe(true)
    vi.useRealTimers()
  })

  it('has a page for each ticket that was not refunded', async () => {
    const refunded = { ...exampleTicket(3), status: 'refunded' as const }
    const pdf = await PDFDocument.load(
      await createTicketsPdf({ ...order, tickets: [...order.tickets, refunded] }),
    )
    expect(pdf.getPageCount()).toBe(2)
    expect(pdf.getTitle()).toBe('Your tickets for Perreo Fridays')
  })

  it.each(['Łukasz Ñañez', 'Đặng Nguyễn', 'Σωκράτης', 'Дмитрий', 'Zoë Ünal-Şahin'])(
    'can write %s',
    async (name) => {
      const bytes = await createTicketsPdf({ ...order, tickets: [exampleTicket(1, name)] })
      expect(await textOf(bytes)).toContain(name)
    },
  )

  it('composes accents that were typed apart', async () => {
    const bytes = await createTicketsPdf({ ...order, tickets: [exampleTicket(1, 'Nun\u0303ez')] })
    expect(await textOf(bytes)).toContain('Nuñez')
  })

  it.each([
    ['李小龙', 'Li Xiao Long'],
    ['علي', 'aaly'],
    ['Ana 김', 'Ana gim'],
    ['Ana 🎉', 'Ana'],
    ['🎉', '?'],
    ['𓀀', '?'],
  ])('writes %s as %s: never nothing', async (name, written) => {
    const pages = await textOf(
      await createTicketsPdf({ ...order, tickets: [exampleTicket(1, name)] }),
    )
    expect(pages).toContain(`VIP\n${written}\nMGY-PF-20261127-ABCDEFGH1XYZ`)
  })

  it('does not break at a name that no face can write, or at a very long one', async () => {
    const names = ['李小龍 🎉', 'W'.repeat(300)]
    const tickets = names.map((name, index) => exampleTicket(index, name))
    const pdf = await PDFDocument.load(await createTicketsPdf({ ...order, tickets, locale: 'es' }))
    expect([pdf.getPageCount(), pdf.getTitle()]).toEqual([2, 'Tus boletos para Perreo Fridays'])
  })

  it('stays small: the faces are subset', async () => {
    expect((await createTicketsPdf(order)).length).toBeLessThan(60_000)
  })
})
