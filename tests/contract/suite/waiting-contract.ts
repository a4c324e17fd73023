// Contract: a place on a waiting list, its offer and its pay page, and a ticket that is returned for it.
import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { createNight } from '../support/nights.ts'
import { buyTickets } from '../support/orders.ts'
import {
  type ErrorBody,
  type GetTarget,
  getJson,
  postJson,
  type Target,
} from '../support/target.ts'
import { callWorker } from './mail-contract.ts'

const key = (token: string) => ({ 'x-order-token': token })
type Entry = { entry: { state: string }; offer: { total_amount: string } | null }

/** One order has all of a type; somebody waits, with the link that their mail brought. */
async function soldOut(target: Target) {
  const night = await createNight(target.stack)
  const { checkout, page } = await buyTickets(target, night)
  await target.stack.sql`
    update public.ticket_types t set capacity = t.sold + t.held from public.events e where e.id = t.event_id and e.id = ${night.id}`
  const email = `waits.${randomUUID()}@example.com`
  const join = () =>
    postJson<{ joined?: boolean } & Partial<ErrorBody>>(
      `${target.api}/events/${night.slug}/waiting`,
      { ticket_type: 'VIP', quantity: 1, customer: { email, name: 'Sol' }, locale: 'es' },
    )
  expect((await join()).body).toEqual({ joined: true })
  const { url, mail } = await linkMailed(target, email)
  const [entryId = '', token = ''] = (url.split('/waiting/')[1] ?? '').split('#')
  return { checkout, page, join, entryId, token, mail, email }
}

type Mail = { id: string; to: string[] | string; text: string; headers?: Record<string, string> }

async function linkMailed(target: Target, email: string) {
  for (let round = 0; round < 40; round += 1) {
    await callWorker(target, target.workerSecret)
    const mails = (await getJson<Mail[]>(`${target.stack.info.inboxUrl}/api/emails`)).body
    const found = mails.find(({ to }) => [to].flat().includes(email))
    if (found === undefined) continue
    const mail = (await getJson<Mail>(`${target.stack.info.inboxUrl}/api/emails/${found.id}`)).body
    return { mail, url: /\S+\/waiting\/[^\s\])]+/.exec(mail.text)?.[0] ?? '' }
  }
  throw new Error('no mail about the place')
}

export function waitingContract(target: GetTarget): void {
  describe('the waiting list', () => {
    it('offers a returned ticket to whoever waits, whose pay page is the same however often it is asked for', async () => {
      const { checkout, page, entryId, token } = await soldOut(target())
      const place = `${target().api}/waiting/${entryId}`
      const state = async () => (await getJson<Entry>(place, key(token))).body.entry.state
      expect(await state()).toBe('waiting')
      const early = await postJson<ErrorBody>(`${place}/checkout`, {}, key(token))
      expect([early.status, early.body.error.code]).toEqual([410, 'offer_ended'])
      const returns = `${target().api}/tickets/${checkout.order_id}/returns`
      const returned = await postJson<{ return_id: string }>(
        returns,
        { ticket_id: page.tickets[0]?.ticket_id },
        key(checkout.token),
      )
      expect(returned.status).toBe(200)
      await callWorker(target(), target().workerSecret)
      expect(await state()).toBe('offered')
      const pay = () =>
        postJson<{ checkout_url: string; order_id: string; token: string }>(
          `${place}/checkout`,
          {},
          key(token),
        )
      const first = await pay()
      expect(first.status).toBe(200)
      expect((await pay()).body).toEqual(first.body)
      const back = await postJson<ErrorBody>(
        `${returns}/${returned.body.return_id}/take-back`,
        {},
        key(checkout.token),
      )
      expect([back.status, back.body.error.code]).toEqual([409, 'return_being_bought'])
      expect((await postJson(`${place}/leave`, {}, key(token))).body).toEqual({ left: true })
      expect(await state()).toBe('left')
    })

    it('answers the same to an address that waits already, and nothing to a wrong key', async () => {
      const { checkout, join, entryId } = await soldOut(target())
      expect((await join()).body).toEqual({ joined: true })
      const wrong = key('A'.repeat(22))
      const place = `${target().api}/waiting/${entryId}`
      const returns = `${target().api}/tickets/${checkout.order_id}/returns`
      const statuses = [
        (await getJson(place, wrong)).status,
        (await postJson(`${place}/checkout`, {}, wrong)).status,
        (await postJson(`${place}/leave`, {}, wrong)).status,
        (await postJson(`${place}/leave/${'A'.repeat(22)}`, {})).status,
        (await getJson(returns, wrong)).status,
        (await postJson(returns, { ticket_id: 'MGY-X' }, wrong)).status,
      ]
      expect(statuses).toEqual([404, 404, 404, 404, 404, 404])
    })
  })
}
