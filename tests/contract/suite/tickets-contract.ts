// Contract: an order's page, its images and its PDF, for whoever has the token and nobody else.
import { ed25519Noble } from '@maguey/ticket-core/ed25519-noble'
import { parseQrText, verifyQrText } from '@maguey/ticket-core/qr-text'
import { describe, expect, it } from 'vitest'
import { createNight } from '../support/nights.ts'
import { buyTickets, readOrderPage } from '../support/orders.ts'
import { readQrPng } from '../support/read-qr.ts'
import { type GetTarget, getJson } from '../support/target.ts'

export function ticketsContract(target: GetTarget): void {
  describe('an order’s page', () => {
    it('shows tickets that the venue’s public key verifies', async () => {
      const { page } = await buyTickets(target(), await createNight(target().stack))
      expect(page.order).toMatchObject({
        status: 'completed',
        checkout_url: null,
        customer_email_masked: 'a•••@example.com',
      })
      const rows = await target().stack.sql<{ kid: string; key: string }[]>`
        select kid, encode(public_key, 'hex') as key from public.signing_keys`
      const keys = rows.map(({ kid, key }) => ({
        kid,
        publicKey: Uint8Array.from(Buffer.from(key, 'hex')),
      }))
      for (const ticket of page.tickets) {
        expect(ticket).toMatchObject({
          type_code: 'VIP',
          status: 'issued',
          is_used: false,
          guest_name: 'Łukasz Ñañez',
        })
        const parsed = parseQrText(ticket.qr_code_data)
        if (parsed.kind !== 'signed') throw new Error('not signed')
        expect(parsed.ticketId).toBe(ticket.ticket_id)
        expect(await verifyQrText(parsed, keys, ed25519Noble)).toBe('valid')
      }
    })

    it('tells neither the address nor Stripe’s ids', async () => {
      const { checkout, session, page } = await buyTickets(
        target(),
        await createNight(target().stack),
      )
      const text = JSON.stringify(page)
      expect(text).not.toContain('ana.')
      expect(text).not.toContain(session)
      expect(text).not.toContain(checkout.token)
      expect(text).not.toMatch(/\bpi_/)
    })

    it('is the same 404 for every wrong key', async () => {
      const night = await createNight(target().stack)
      const [mine, other] = [
        await buyTickets(target(), night, 1),
        await buyTickets(target(), night, 1),
      ]
      const { order_id: id, token } = mine.checkout
      const wrong: [string, Record<string, string>][] = [
        [id, {}],
        [id, { 'x-order-token': other.checkout.token }],
        [
          id,
          {
            'x-order-token':
              token.toLowerCase() === token ? token.toUpperCase() : token.toLowerCase(),
          },
        ],
        [id, { 'x-order-token': `${token}A` }],
        [crypto.randomUUID(), { 'x-order-token': token }],
        ['not-an-id', { 'x-order-token': token }],
      ]
      const answers = await Promise.all(
        wrong.map(([order, headers]) => getJson(`${target().api}/tickets/${order}`, headers)),
      )
      expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([404]))
      expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1)
    })

    it('does not take the token from the address, where servers would log it', async () => {
      const { checkout } = await buyTickets(target(), await createNight(target().stack), 1)
      const url = `${target().api}/tickets/${checkout.order_id}?token=${checkout.token}&x-order-token=${checkout.token}`
      expect((await getJson(url)).status).toBe(404)
    })
  })

  describe('a ticket’s files', () => {
    it('has its QR text as PNG, read by another engine', async () => {
      const { checkout, page } = await buyTickets(target(), await createNight(target().stack), 1)
      const ticket = page.tickets[0]
      const response = await fetch(
        `${target().api}/tickets/${checkout.order_id}/${ticket?.ticket_id}/qr.png`,
        {
          headers: { 'x-order-token': checkout.token },
        },
      )
      expect(response.headers.get('content-type')).toBe('image/png')
      expect(await readQrPng(new Uint8Array(await response.arrayBuffer()))).toEqual([
        ticket?.qr_code_data,
      ])
    })

    it('has its QR as SVG and the order as PDF, a page per ticket', async () => {
      const { checkout, page } = await buyTickets(target(), await createNight(target().stack), 3)
      const headers = { 'x-order-token': checkout.token }
      const base = `${target().api}/tickets/${checkout.order_id}`
      const svg = await fetch(`${base}/${page.tickets[0]?.ticket_id}/qr.svg`, { headers })
      expect(svg.headers.get('content-type')).toBe('image/svg+xml')
      expect(await svg.text()).toMatch(/^<svg [^>]*viewBox="0 0 (\d+) \1"/)
      const pdf = await fetch(`${base}/tickets.pdf`, { headers })
      expect([pdf.status, pdf.headers.get('content-type')]).toEqual([200, 'application/pdf'])
      const text = new TextDecoder('latin1').decode(await pdf.arrayBuffer())
      expect(text.startsWith('%PDF-')).toBe(true)
      expect(text.length).toBeGreaterThan(10_000)
    })

    it('is refused without the token, and for a ticket of another order', async () => {
      const night = await createNight(target().stack)
      const [mine, other] = [
        await buyTickets(target(), night, 1),
        await buyTickets(target(), night, 1),
      ]
      const base = `${target().api}/tickets/${mine.checkout.order_id}`
      const headers = { 'x-order-token': mine.checkout.token }
      const [own, foreign] = [mine.page.tickets[0]?.ticket_id, other.page.tickets[0]?.ticket_id]
      const statuses = [
        (await getJson(`${base}/${own}/qr.png`)).status,
        (await getJson(`${base}/${own}/qr.svg`)).status,
        (await getJson(`${base}/tickets.pdf`)).status,
        (await getJson(`${base}/${foreign}/qr.png`, headers)).status,
        (await getJson(`${base}/tickets.pdf`, { 'x-order-token': other.checkout.token })).status,
      ]
      expect(statuses).toEqual([404, 404, 404, 404, 404])
      expect((await readOrderPage(target(), mine.checkout)).status).toBe(200)
    })
  })
}
