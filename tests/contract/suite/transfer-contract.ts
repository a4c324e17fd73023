// Contract: one ticket of an order is handed to somebody else by a link, and is theirs alone from then on.
import { randomUUID } from 'node:crypto'
import { parseQrText } from '@maguey/ticket-core/qr-text'
import { parseAnswer } from '@maguey/wire/deadline'
import { acceptTransfer, listTransfers, offerTransfer, readTransfer } from '@maguey/wire/transfers'
import { describe, expect, it } from 'vitest'
import { createNight } from '../support/nights.ts'
import { buyTickets, readOrderPage } from '../support/orders.ts'
import {
  type Answer,
  type ErrorBody,
  type GetTarget,
  getJson,
  postJson,
  type Target,
} from '../support/target.ts'
import { callWorker } from './mail-contract.ts'

/** As the shop reads it. */
function read<const Schema extends Parameters<typeof parseAnswer>[0]>(
  { answer }: { readonly answer: Schema },
  { body, status }: Answer<unknown>,
) {
  const parsed = parseAnswer(answer, body, status)
  if (!parsed.ok) throw new Error(JSON.stringify([status, parsed.failure, body]))
  return parsed.value
}

const token = (secret: string) => ({ 'x-order-token': secret })

async function offered(target: Target, email?: string) {
  const { checkout, page } = await buyTickets(target, await createNight(target.stack))
  const url = `${target.api}/tickets/${checkout.order_id}/transfers`
  const ticket = page.tickets[0]
  if (ticket === undefined) throw new Error('no ticket')
  const body = { ticket_id: ticket.ticket_id, ...(email === undefined ? {} : { email }) }
  const answer = await postJson<unknown>(url, body, token(checkout.token))
  return { checkout, url, ticket, offer: read(offerTransfer, answer) }
}

const acceptance = (email = 'sol@example.com') => ({
  ...{ name: 'Sol', email, locale: 'es', accept_key: randomUUID() },
})

export function transferContract(target: GetTarget): void {
  describe('a ticket that is handed on', () => {
    it('is accepted by the link, shows its new code to the recipient alone, and ends the old one', async () => {
      const { checkout, ticket, offer } = await offered(target())
      const url = `${target().api}/transfers/${offer.transfer_id}`
      const before = read(readTransfer, await getJson<unknown>(url, token(offer.token)))
      expect(before).toMatchObject({ transfer: { state: 'open', holds: false }, tickets: [] })
      const wish = acceptance()
      const held = read(
        acceptTransfer,
        await postJson<unknown>(`${url}/accept`, wish, token(offer.token)),
      )
      expect(held.token).not.toBe(offer.token)
      // A lost answer: the same browser asks once more.
      const again = await postJson<unknown>(`${url}/accept`, wish, token(offer.token))
      expect(read(acceptTransfer, again)).toEqual(held)
      const mine = read(readTransfer, await getJson<unknown>(url, token(held.token)))
      expect(mine.tickets).toMatchObject([{ status: 'issued', guest_name: 'Sol' }])
      const code = mine.tickets[0]?.qr_code_data ?? ''
      expect(parseQrText(code)).toMatchObject({ kind: 'signed' })
      const payers = await readOrderPage(target(), checkout)
      expect(JSON.stringify(payers.body)).not.toContain(code)
      expect(payers.body.tickets.find((one) => one.ticket_id === ticket.ticket_id)?.status).toBe(
        'handed',
      )
      const offerNow = read(readTransfer, await getJson<unknown>(url, token(offer.token)))
      expect(offerNow).toMatchObject({ transfer: { state: 'accepted', holds: false }, tickets: [] })
      const pdf = await fetch(`${url}/ticket.pdf`, { headers: token(held.token) })
      expect([pdf.status, pdf.headers.get('content-type')]).toEqual([200, 'application/pdf'])
      expect((await fetch(`${url}/ticket.pdf`, { headers: token(offer.token) })).status).toBe(404)
    })

    it('is taken back until it is accepted', async () => {
      const { checkout, url, offer } = await offered(target())
      const key = token(checkout.token)
      const listed = read(listTransfers, await getJson<unknown>(url, key))
      expect(listed.transfers).toMatchObject([{ state: 'open', token: offer.token }])
      const back = await postJson(`${url}/${offer.transfer_id}/take-back`, {}, key)
      expect(back.status).toBe(200)
      const accepted = await postJson<ErrorBody>(
        `${target().api}/transfers/${offer.transfer_id}/accept`,
        acceptance(),
        token(offer.token),
      )
      expect([accepted.status, accepted.body.error.code]).toEqual([410, 'transfer_taken_back'])
      expect(read(listTransfers, await getJson<unknown>(url, key)).transfers).toEqual([])
    })

    it('is nobody’s business without the right key', async () => {
      const { url, ticket, offer } = await offered(target())
      const wrong = token('A'.repeat(22))
      const body = { ticket_id: ticket.ticket_id }
      const statuses = [
        (await getJson(url, wrong)).status,
        (await postJson(url, body, wrong)).status,
        (await postJson(`${url}/${offer.transfer_id}/take-back`, {}, wrong)).status,
        (await getJson(`${target().api}/transfers/${offer.transfer_id}`, wrong)).status,
        (await getJson(`${target().api}/transfers/not-an-id`, token(offer.token))).status,
        (
          await postJson(
            `${target().api}/transfers/${offer.transfer_id}/accept`,
            acceptance(),
            wrong,
          )
        ).status,
      ]
      expect(statuses).toEqual([404, 404, 404, 404, 404, 404])
    })

    it('is told to both by mail, each with their own link', async () => {
      const friend = `sol.${randomUUID()}@example.com`
      const { checkout, offer } = await offered(target(), friend)
      const shop = target().stack.info.shopUrl
      const first = await mailTo(target(), friend, 'transfer_offered')
      expect(first.text).toContain(`${shop}/transfers/${offer.transfer_id}#${offer.token}`)
      const url = `${target().api}/transfers/${offer.transfer_id}`
      const held = read(
        acceptTransfer,
        await postJson<unknown>(`${url}/accept`, acceptance(friend), token(offer.token)),
      )
      const ticket = await mailTo(target(), friend, 'tickets')
      expect(ticket.text).toContain(`${shop}/transfers/${offer.transfer_id}#${held.token}`)
      expect(ticket.text).not.toContain(checkout.token)
      expect(ticket.attachments.map(({ filename }) => filename)).toEqual([
        'ticket-1.png',
        'boletos.pdf',
      ])
      const payer = await mailOfOrder(target(), checkout.order_id, 'transfer_accepted')
      expect(payer.text).toContain('Sol')
      expect(payer.text).not.toContain(held.token)
    })
  })
}

type InboxMail = { text: string; attachments: { filename: string }[] }

const mailTo = (target: Target, address: string, kind: string) =>
  sentMail(
    target,
    () => target.stack.sql<Sent[]>`
      select status, provider_id as provider from public.mail_outbox
      where to_email = ${address} and kind = ${kind}`,
  )

const mailOfOrder = (target: Target, orderId: string, kind: string) =>
  sentMail(
    target,
    () => target.stack.sql<Sent[]>`
      select status, provider_id as provider from public.mail_outbox
      where order_id = ${orderId} and kind = ${kind}`,
  )

type Sent = { status: string; provider: string }

/** Earlier tests' mails are still queued and go first, a few per run. */
async function sentMail(target: Target, find: () => PromiseLike<Sent[]>): Promise<InboxMail> {
  for (;;) {
    const { body } = await callWorker(target, target.workerSecret)
    const [row] = await find()
    if (row?.status === 'sent') {
      const url = `${target.stack.info.inboxUrl}/api/emails/${row.provider}`
      return (await getJson<InboxMail>(url)).body
    }
    if (Number(body.mails_sent) === 0) throw new Error(`the mail is ${row?.status ?? 'not owed'}`)
  }
}
