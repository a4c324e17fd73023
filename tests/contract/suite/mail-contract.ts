// Contract: the worker sends the tickets by mail, once, readable in every client.
import type { CheckoutStarted } from '@maguey/wire/checkout'
import type { OrderPage } from '@maguey/wire/orders'
import { describe, expect, it } from 'vitest'
import { createNight } from '../support/nights.ts'
import { buyTickets } from '../support/orders.ts'
import { readQrPng } from '../support/read-qr.ts'
import { type GetTarget, getJson, postJson, type Target } from '../support/target.ts'

type InboxMail = {
  id: string
  to: string | string[]
  subject: string
  html: string
  text: string
  attachments: {
    filename: string
    content_type: string
    content: string
    content_id: string | null
  }[]
}

/** Earlier tests' mails are still queued and go first, a few per run. */
async function sendMailOf(target: Target, { order_id }: CheckoutStarted): Promise<string> {
  for (;;) {
    const { body } = await callWorker(target, target.workerSecret)
    const [row] = await target.stack.sql<{ status: string; provider: string }[]>`
      select status, provider_id as provider from public.mail_outbox where order_id = ${order_id}`
    if (row?.status === 'sent') return row.provider
    if (Number(body.mails_sent) === 0) throw new Error(`the mail is ${row?.status ?? 'not owed'}`)
  }
}

export function callWorker(target: Target, secret: string) {
  return postJson(target.worker, {}, { authorization: `Bearer ${secret}` })
}

async function mailedOrder(
  target: Target,
): Promise<{ checkout: CheckoutStarted; page: OrderPage; mail: InboxMail }> {
  const { checkout, page } = await buyTickets(target, await createNight(target.stack))
  const provider = await sendMailOf(target, checkout)
  const mail = await getJson<InboxMail>(`${target.stack.info.inboxUrl}/api/emails/${provider}`)
  return { checkout, page, mail: mail.body }
}

export function mailContract(target: GetTarget): void {
  describe('the worker', () => {
    it('mails each ticket as an inline QR image that reads as the ticket, and one PDF', async () => {
      const { page, mail } = await mailedOrder(target())
      expect([mail.to].flat()).toEqual([expect.stringMatching(/^ana\..*@example\.com$/)])
      expect(
        mail.attachments.map(({ filename, content_id }) => [filename, content_id ?? null]),
      ).toEqual([
        ['ticket-1.png', 'ticket-1'],
        ['ticket-2.png', 'ticket-2'],
        ['tickets.pdf', null],
      ])
      for (const [index, ticket] of page.tickets.entries()) {
        expect(mail.html).toContain(`cid:ticket-${index + 1}`)
        const bytes = Uint8Array.from(Buffer.from(mail.attachments[index]?.content ?? '', 'base64'))
        expect(await readQrPng(bytes)).toEqual([ticket.qr_code_data])
      }
      const pdf = Buffer.from(mail.attachments[2]?.content ?? '', 'base64')
      expect(pdf.subarray(0, 5).toString()).toBe('%PDF-')
    })

    it('says it in plain text too, with the link whose token no server sees', async () => {
      const { checkout, page, mail } = await mailedOrder(target())
      const link = `${target().stack.info.shopUrl}/orders/${checkout.order_id}#${checkout.token}`
      for (const body of [mail.html, mail.text]) {
        expect(body).toContain(link)
        for (const { ticket_id } of page.tickets) expect(body).toContain(ticket_id)
      }
      expect(mail.text).not.toMatch(/<\w+/)
    })

    it('works for its secret only', async () => {
      for (const secret of ['', 'guess', `${target().workerSecret}x`]) {
        expect((await callWorker(target(), secret)).status).toBe(404)
      }
      const { status, body } = await callWorker(target(), target().workerSecret)
      expect(status).toBe(200)
      expect(Object.keys(body).sort()).toEqual([
        'events_caught_up',
        'holds_released',
        'mails_sent',
        'orders_cancelled',
        'orders_reconciled',
        'refunds_carried',
      ])
    })
  })
}
