// Contract: a ticket for the phone's wallet, for whoever has the order's token and only while it opens the door; and how
// it follows what becomes of the ticket and its night.
import { randomBytes } from 'node:crypto'
import { qrPng } from '@maguey/functions/qr/qr-png'
import { beforeEach, describe, expect, it } from 'vitest'
import { createNight, type Night } from '../support/nights.ts'
import { buyTickets } from '../support/orders.ts'
import { readQrPng } from '../support/read-qr.ts'
import { type GetTarget, getJson, postJson, type Target } from '../support/target.ts'
import { codeInLink, PASS_TYPE_ID, readPass } from '../support/wallets.ts'
import { callWorker } from './mail-contract.ts'

const hex = (bytes: number) => randomBytes(bytes).toString('hex')
const bytesOf = async (answer: Response) => new Uint8Array(await answer.arrayBuffer())

async function buyOne(target: Target, quantity = 1) {
  const night = await createNight(target.stack)
  const { checkout, page } = await buyTickets(target, night, quantity)
  const [ticket] = page.tickets
  if (ticket === undefined) throw new Error('no ticket')
  const at = (ticketId = ticket.ticket_id) =>
    `${target.api}/tickets/${checkout.order_id}/${ticketId}`
  return { night, ticket, tickets: page.tickets, at, key: { 'x-order-token': checkout.token } }
}

type Bought = Awaited<ReturnType<typeof buyOne>>

const linkOf = async ({ at, key }: Bought, ticketId?: string) =>
  (await getJson<{ url: string }>(`${at(ticketId)}/google-pass`, key)).body.url

/** An iPhone that holds a pass, and asks as its wallet does. */
async function phoneWith(target: Target, { at, key }: Bought) {
  const downloaded = await fetch(`${at()}/apple.pkpass`, { headers: key })
  const pass = readPass(await bytesOf(downloaded))
  const { serialNumber: serial, authenticationToken } = pass
  const service = `${target.api}/wallets/apple/v1`
  const [device, pushToken] = [hex(16), hex(32)]
  const headers = { authorization: `ApplePass ${authenticationToken}` }
  const registrations = `${service}/devices/${device}/registrations/${PASS_TYPE_ID}`
  return {
    ...{ pass, serial, service, device, pushToken, headers, registrations },
    register: (authorization = headers.authorization) =>
      fetch(`${registrations}/${serial}`, {
        method: 'POST',
        headers: { authorization },
        body: JSON.stringify({ pushToken }),
      }),
    unregister: (authorization = headers.authorization) =>
      fetch(`${registrations}/${serial}`, { method: 'DELETE', headers: { authorization } }),
    changed: async (since?: string) => {
      const answer = await fetch(
        `${registrations}${since === undefined ? '' : `?passesUpdatedSince=${since}`}`,
      )
      if (answer.status === 204) return null
      return (await answer.json()) as { serialNumbers: string[]; lastUpdated: string }
    },
    fetchPass: (modifiedSince?: string, authorization = headers.authorization) =>
      fetch(`${service}/passes/${PASS_TYPE_ID}/${serial}`, {
        headers: {
          authorization,
          ...(modifiedSince === undefined ? {} : { 'if-modified-since': modifiedSince }),
        },
      }),
  }
}

const runWorker = async (target: Target) => {
  expect((await callWorker(target, target.workerSecret)).status).toBe(200)
}
const voidTicket = ({ stack }: Target, ticketId: string) =>
  stack.sql`update public.tickets set status = 'void' where ticket_id = ${ticketId}`
const openLater = ({ stack }: Target, { id }: Night) =>
  stack.sql`update public.events set doors_open_at = doors_open_at + interval '1 hour' where id = ${id}`
/** Those of this night that are not told yet. */
const untold = async ({ stack }: Target, { id }: Night) => {
  const rows = await stack.sql<{ error: string | null }[]>`
    select error from public.wallet_passes where event_id = ${id} and told_revision < revision`
  return rows.map(({ error }) => error)
}
const tryAgain = ({ stack }: Target) => stack.sql`update public.wallet_passes set try_at = now()`

export function passesContract(target: GetTarget): void {
  describe('a wallet pass', () => {
    it('of either kind carries the code that the door reads, and nobody gets one without the token or for a void ticket', async () => {
      const { api, stack } = target()
      const bought = await buyOne(target())
      const { ticket, at, key } = bought
      expect((await getJson(`${api}/wallets`)).body).toEqual({ apple: true, google: true })

      const pass = await fetch(`${at()}/apple.pkpass`, { headers: key })
      expect(pass.headers.get('content-type')).toBe('application/vnd.apple.pkpass')
      const codes = [
        readPass(await bytesOf(pass)).barcodes[0]?.message ?? '',
        codeInLink(await linkOf(bought)),
      ]
      for (const code of codes) {
        expect(await readQrPng(await qrPng(code, { scale: 4 }))).toEqual([ticket.qr_code_data])
        expect(await readQrPng(await qrPng(code, { scale: 2 }))).toEqual([ticket.qr_code_data])
      }

      const kinds = ['apple.pkpass', 'google-pass']
      for (const kind of kinds) expect((await getJson(`${at()}/${kind}`)).status).toBe(404)
      await stack.sql`update public.tickets set status = 'void' where ticket_id = ${ticket.ticket_id}`
      for (const kind of kinds) expect((await getJson(`${at()}/${kind}`, key)).status).toBe(404)
    })
  })

  describe('a pass in Google Wallet', () => {
    it('shows the night where it moved to, another name, and that its ticket is void', async () => {
      const { stack, wallets } = target()
      const bought = await buyOne(target())
      const { night, ticket } = bought
      wallets.google.save(await linkOf(bought))
      await runWorker(target())
      expect(wallets.google.requests.some((one) => one.includes(ticket.ticket_id))).toBe(false)

      await openLater(target(), night)
      await stack.sql`update public.tickets set guest_name = 'Sol' where ticket_id = ${ticket.ticket_id}`
      await runWorker(target())
      expect(wallets.google.night(night.id)?.dateTime).toMatchObject({
        doorsOpen: '2030-11-29T22:00:00',
      })
      expect(wallets.google.ticket(ticket.ticket_id)).toMatchObject({
        state: 'ACTIVE',
        ticketHolderName: 'Sol',
      })

      await voidTicket(target(), ticket.ticket_id)
      await runWorker(target())
      const shown = wallets.google.ticket(ticket.ticket_id)
      expect(shown).toMatchObject({ state: 'INACTIVE', barcode: { value: ticket.qr_code_data } })
      expect(await untold(target(), night)).toEqual([])
    })

    it('loses the name once its buyer is forgotten', async () => {
      const { stack, wallets } = target()
      const bought = await buyOne(target())
      const { ticket, night } = bought
      wallets.google.save(await linkOf(bought))
      expect(wallets.google.ticket(ticket.ticket_id)).toHaveProperty('ticketHolderName')
      await stack.sql`select internal.forget_orders(array(select id from public.orders where event_id = ${night.id}))`
      await runWorker(target())
      expect(wallets.google.ticket(ticket.ticket_id)).not.toHaveProperty('ticketHolderName')
    })

    it('that nobody saved is nothing to tell', async () => {
      const bought = await buyOne(target())
      await linkOf(bought)
      await voidTicket(target(), bought.ticket.ticket_id)
      await openLater(target(), bought.night)
      await runWorker(target())
      expect(await untold(target(), bought.night)).toEqual([])
    })

    it('is told later where Google refuses or forgot us', async () => {
      const { wallets } = target()
      const bought = await buyOne(target())
      wallets.google.save(await linkOf(bought))
      await voidTicket(target(), bought.ticket.ticket_id)
      wallets.google.refuse(503)
      await runWorker(target())
      expect(await untold(target(), bought.night)).toEqual(['google_503'])
      wallets.google.refuse(0)
      wallets.google.forgetTokens()
      await tryAgain(target())
      await runWorker(target())
      expect(await untold(target(), bought.night)).toEqual(['google_401'])
      await tryAgain(target())
      await runWorker(target())
      expect(await untold(target(), bought.night)).toEqual([])
      expect(wallets.google.ticket(bought.ticket.ticket_id)?.state).toBe('INACTIVE')
    })

    it('is told later where Google is silent, and the mails of that round go out', async () => {
      const { wallets, stack } = target()
      const bought = await buyOne(target())
      wallets.google.save(await linkOf(bought))
      await buyOne(target())
      await voidTicket(target(), bought.ticket.ticket_id)
      const sent = async () => {
        const [row] = await stack.sql<{ sent: number }[]>`
          select count(*)::int as sent from public.mail_outbox where status = 'sent'`
        return row?.sent ?? 0
      }
      const before = await sent()
      wallets.google.fallSilent()
      const round = runWorker(target())
      await expect.poll(wallets.google.waiting, { timeout: 60_000 }).toBe(1)
      await expect.poll(sent, { timeout: 60_000 }).toBeGreaterThan(before)
      expect(wallets.google.waiting()).toBe(1)
      wallets.google.answerAgain()
      await round
      await tryAgain(target())
      await runWorker(target())
      expect(await untold(target(), bought.night)).toEqual([])
    })
  })

  describe('a pass in Apple Wallet', () => {
    beforeEach(() => {
      target().wallets.apple.pushed.length = 0
    })

    it('names where it is asked about, and is registered for whoever holds it alone', async () => {
      const bought = await buyOne(target())
      const phone = await phoneWith(target(), bought)
      expect(phone.pass.webServiceURL).toBe(
        `${target().stack.info.apiUrl}/functions/v1/api/wallets/apple`,
      )
      const wrong = [`ApplePass ${'x'.repeat(22)}`, '', phone.headers.authorization.slice(0, -1)]
      for (const said of wrong) {
        expect((await phone.register(said)).status).toBe(401)
        expect((await phone.unregister(said)).status).toBe(401)
        expect((await phone.fetchPass(undefined, said)).status).toBe(401)
      }
      expect(await phone.changed()).toBeNull()
      expect((await phone.register()).status).toBe(201)
      expect((await phone.register()).status).toBe(200)
      expect(await phone.changed()).toMatchObject({ serialNumbers: [phone.serial] })
      expect((await phone.unregister()).status).toBe(200)
      expect(await phone.changed()).toBeNull()
    })

    it('is fetched anew when its night moves and when its ticket is void, and not in between', async () => {
      const { wallets } = target()
      const bought = await buyOne(target())
      const phone = await phoneWith(target(), bought)
      await phone.register()
      await runWorker(target())
      expect(wallets.apple.pushed).toEqual([])
      const first = await phone.fetchPass()
      const known = first.headers.get('last-modified') ?? ''
      expect((await phone.fetchPass(known)).status).toBe(304)
      const tag = (await phone.changed())?.lastUpdated

      await openLater(target(), bought.night)
      await runWorker(target())
      expect(wallets.apple.pushed).toEqual([phone.pushToken])
      const changed = await phone.changed(tag)
      expect(changed?.serialNumbers).toEqual([phone.serial])
      const moved = await phone.fetchPass(known)
      expect(moved.headers.get('content-type')).toBe('application/vnd.apple.pkpass')
      const modified = moved.headers.get('last-modified') ?? ''
      const pass = readPass(await bytesOf(moved))
      expect(pass.eventTicket.headerFields[0]?.value).not.toBe(
        phone.pass.eventTicket.headerFields[0]?.value,
      )
      expect(pass.voided).toBeUndefined()
      expect((await phone.fetchPass(modified)).status).toBe(304)

      await voidTicket(target(), bought.ticket.ticket_id)
      await runWorker(target())
      expect(wallets.apple.pushed).toEqual([phone.pushToken, phone.pushToken])
      const gone = readPass(await bytesOf(await phone.fetchPass(modified)))
      expect(gone).toMatchObject({
        voided: true,
        authenticationToken: phone.pass.authenticationToken,
        barcodes: [{ message: bought.ticket.qr_code_data }],
      })
      expect(await untold(target(), bought.night)).toEqual([])
    })

    it('is forgotten on a phone that Apple no longer reaches, and told the others', async () => {
      const { wallets } = target()
      const bought = await buyOne(target())
      const lost = await phoneWith(target(), bought)
      const kept = await phoneWith(target(), bought)
      await lost.register()
      await kept.register()
      wallets.apple.lose(lost.pushToken)
      await openLater(target(), bought.night)
      await runWorker(target())
      expect(wallets.apple.pushed).toEqual([kept.pushToken])
      expect(await lost.changed()).toBeNull()
      expect(await kept.changed()).not.toBeNull()
      expect(await untold(target(), bought.night)).toEqual([])
    })

    it('is asked about in other people’s words without harm', async () => {
      const phone = await phoneWith(target(), await buyOne(target()))
      const post = (body: unknown) =>
        postJson(`${phone.registrations}/${phone.serial}`, body, phone.headers)
      for (const body of [{}, { pushToken: '../../x' }, { pushToken: 7 }, 'not JSON'])
        expect((await post(body)).status).toBe(400)
      for (const since of ['', '0', "'; drop table", '9'.repeat(40)])
        expect(await phone.changed(encodeURIComponent(since))).toBeNull()
      const elsewhere = phone.registrations.replace(PASS_TYPE_ID, 'pass.other')
      expect((await fetch(elsewhere)).status).toBe(404)
      const log = (body: unknown) =>
        fetch(`${phone.service}/log`, { method: 'POST', body: JSON.stringify(body) })
      expect((await log({ logs: ['Web service error'] })).status).toBe(200)
      expect((await log({ logs: 'x' })).status).toBe(400)
    })
  })
}
