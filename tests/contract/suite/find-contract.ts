// Contract: find my tickets tells nothing to whoever asks, and mails links that work to whoever owns the address.
import type { CheckoutStarted } from '@maguey/wire/checkout'
import { describe, expect, it } from 'vitest'
import { createNight } from '../support/nights.ts'
import { buyTickets, readOrderPage } from '../support/orders.ts'
import {
  type ErrorBody,
  type GetTarget,
  getJson,
  postJson,
  type Target,
} from '../support/target.ts'
import { callWorker } from './mail-contract.ts'

const ask = (target: Target, body: unknown) => postJson(`${target.api}/find-tickets`, body)

type Mail = { to: string | string[]; subject: string; text: string; html: string }

async function mailsTo({ stack }: Target, address: string, subject: RegExp): Promise<Mail[]> {
  const { inboxUrl } = stack.info
  const { body } = await getJson<(Mail & { id: string })[]>(`${inboxUrl}/api/emails`)
  const found = body.filter(
    (mail) => [mail.to].flat().includes(address) && subject.test(mail.subject),
  )
  return Promise.all(
    found.map(async ({ id }) => (await getJson<Mail>(`${inboxUrl}/api/emails/${id}`)).body),
  )
}

/** Whatever other tests left waiting goes first, a few per run. */
async function untilSent(target: Target): Promise<void> {
  const left = () => target.stack.sql`select id from public.ticket_searches`
  for (let round = 0; (await left()).length > 0; round += 1) {
    if (round > 50) throw new Error('the searches are not worked on')
    await callWorker(target, target.workerSecret)
  }
}

async function emailOf({ stack }: Target, { order_id }: CheckoutStarted): Promise<string> {
  const [row] = await stack.sql`select customer_email from public.orders where id = ${order_id}`
  return row?.customer_email
}

export function findContract(target: GetTarget): void {
  describe('find my tickets', () => {
    it('answers the same for a known and an unknown address', async () => {
      const { checkout } = await buyTickets(target(), await createNight(target().stack))
      const known = await ask(target(), { email: await emailOf(target(), checkout) })
      const unknown = await ask(target(), { email: 'nobody.at.all@example.com' })
      expect([known.status, known.body]).toEqual([200, { asked: true }])
      expect([unknown.status, unknown.body]).toEqual([known.status, known.body])
    })

    it('mails the owner a link that opens the order, in the language that was asked in', async () => {
      const { checkout, page } = await buyTickets(target(), await createNight(target().stack))
      const email = await emailOf(target(), checkout)
      await ask(target(), { email: email.toUpperCase(), locale: 'es' })
      await untilSent(target())
      const [mail] = await mailsTo(target(), email, /^Tus boletos ·/)
      for (const body of [mail?.text, mail?.html]) expect(body).toContain(page.event.name)
      const link = new RegExp(`/orders/${checkout.order_id}#([\\w-]{22})`).exec(mail?.text ?? '')
      const opened = await readOrderPage(target(), { ...checkout, token: link?.[1] ?? '' })
      expect(opened.body.tickets).toEqual(page.tickets)
    })

    it('mails nobody else', async () => {
      const stranger = `${crypto.randomUUID()}@example.com`
      await ask(target(), { email: stranger })
      await untilSent(target())
      expect(await mailsTo(target(), stranger, /./)).toEqual([])
    })

    it('refuses what is no address', async () => {
      for (const email of ['', 'ana', 'ana@@example.com', 7]) {
        const { status, body } = await ask(target(), { email })
        expect([status, (body as ErrorBody).error.code]).toEqual([422, 'invalid_email'])
      }
    })

    it('slows whoever tries address after address', async () => {
      const statuses: number[] = []
      // Where the functions don't know their caller, all share one larger bucket.
      for (let count = 0; count < 500 && !statuses.includes(429); count += 1)
        statuses.push((await ask(target(), { email: `guess-${count}@example.com` })).status)
      expect(statuses.at(-1)).toBe(429)
      expect(new Set(statuses)).toEqual(new Set([200, 429]))
    })
  })
}
