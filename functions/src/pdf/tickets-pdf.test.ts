// The PDF: one page per ticket that still opens the door, with every letter of every name.
import { inflateSync } from 'node:zlib'
import { PDFDocument, PDFRawStream } from 'pdf-lib'
import { describe, expect, it, vi } from 'vitest'
import { exampleEvent, exampleTicket } from '../testing/examples.ts'
import { createTicketsPdf, type PdfOrder } from './tickets-pdf.ts'

const order: PdfOrder = {
  order: { number: 'MGY-7K3QXM', created_at: '2026-11-20T12:00:00+00:00' },
  event: exampleEvent,
  tickets: [exampleTicket(1), exampleTicket(2)],
  locale: 'en',
}

/** All characters that the PDF's ToUnicode maps know: what a reader can select, search and read aloud. */
async function charactersOf(bytes: Uint8Array): Promise<string> {
  const pdf = await PDFDocument.load(bytes)
  const streams = pdf.context
    .enumerateIndirectObjects()
    .flatMap(([, object]) => (object instanceof PDFRawStream ? [inflated(object.contents)] : []))
  const maps = streams.filter((stream) => stream.includes('beginbfchar'))
  const points = maps.flatMap((map) =>
    [...map.matchAll(/<[0-9a-f]+> <([0-9a-f]+)>/gi)].map(([, hex]) =>
      Number.parseInt(hex ?? '', 16),
    ),
  )
  return String.fromCodePoint(...points)
}

function inflated(bytes: Uint8Array): string {
  try {
    return inflateSync(bytes).toString('latin1')
  } catch {
    return ''
  }
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
      const known = await charactersOf(bytes)
      expect([...name].filter((character) => !known.includes(character))).toEqual([])
    },
  )

  it('composes accents that were typed apart', async () => {
    const known = await charactersOf(
      await createTicketsPdf({ ...order, tickets: [exampleTicket(1, 'n\u0303')] }),
    )
    expect(known).toContain('ñ')
  })

  it('does not break at a name that no face can write, or at a very long one', async () => {
    const names = ['李小龍 🎉', 'W'.repeat(300)]
    const tickets = names.map((name, index) => exampleTicket(index, name))
    const pdf = await PDFDocument.load(await createTicketsPdf({ ...order, tickets, locale: 'es' }))
    expect([pdf.getPageCount(), pdf.getTitle()]).toEqual([2, 'Tus entradas para Perreo Fridays'])
  })

  it('stays small: the faces are subset', async () => {
    expect((await createTicketsPdf(order)).length).toBeLessThan(60_000)
  })
})
