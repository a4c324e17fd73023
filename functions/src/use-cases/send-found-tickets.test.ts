// Mails with the links to found tickets: what is in them, and what happens when they can't be sent.
import type { TicketSearch } from '@maguey/wire/find-tickets'
import { expect, test } from 'vitest'
import { orderToken, recipientToken } from '../secrets.ts'
import { exampleEvent } from '../testing/examples.ts'
import { createTestDependencies } from '../testing/test-dependencies.ts'
import { sendFoundTickets } from './send-found-tickets.ts'

const search = (id: string, changes: Partial<TicketSearch> = {}): TicketSearch => ({
  ...{ id, to: 'ana@example.com', locale: 'en', attempt: 1 },
  orders: [
    {
      ...{ id: `order-${id}`, transfer_id: null, number: 'MGY-7K3QXM', link_version: 2 },
      ...{ status: 'completed', tickets: 2, event: exampleEvent },
    },
  ],
  ...changes,
})

test.each([
  ['en', 'Your tickets', '2 tickets', 'Open the tickets'],
  ['es', 'Tus boletos', '2 boletos', 'Abrir los boletos'],
] as const)(
  'in %s, each order stands with its night and its current link',
  async (locale, ...said) => {
    const deps = createTestDependencies()
    deps.database.ticketSearches.push(search('1', { locale }))
    await sendFoundTickets(deps)
    const [mail] = deps.sent
    const token = await orderToken(deps.settings.orderTokenSecret, 'order-1', 2)
    for (const body of [mail?.html, mail?.text])
      for (const text of [`/orders/order-1#${token}`, exampleEvent.name, ...said.slice(1)])
        expect(body).toContain(text)
    expect(mail).toMatchObject({ to: 'ana@example.com', idempotencyKey: '1-1' })
    expect(mail?.subject).toContain(said[0])
    expect(deps.database.searchesFinished).toEqual([{ id: '1', error: null }])
  },
)

test('a ticket that was handed to the address has the recipient’s link, and no key to the order', async () => {
  const deps = createTestDependencies()
  const [order] = search('1').orders
  if (order === undefined) throw new Error('no order')
  const orders = [{ ...order, transfer_id: 'transfer-1', tickets: 1 }]
  deps.database.ticketSearches.push(search('1', { orders }))
  await sendFoundTickets(deps)
  const secret = deps.settings.orderTokenSecret
  for (const body of [deps.sent[0]?.html, deps.sent[0]?.text]) {
    expect(body).toContain(`/transfers/transfer-1#${await recipientToken(secret, 'transfer-1')}`)
    expect(body).toContain('1 ticket')
    expect(body).not.toContain('/orders/')
  }
})

test('no mail waits for a provider that answers nobody; one that is refused holds up no other', async () => {
  const away = createTestDependencies()
  away.database.ticketSearches.push(search('1'), search('2'))
  away.mailResults.push({ ok: false, reason: 'resend_unreachable', permanent: false, away: true })
  await sendFoundTickets(away)
  expect(away.database.searchesFinished).toEqual([{ id: '1', error: 'resend_unreachable' }])
  const refused = createTestDependencies()
  refused.database.ticketSearches.push(search('1'), search('2'))
  refused.mailResults.push({ ok: false, reason: 'resend_422', permanent: true, away: false })
  await sendFoundTickets(refused)
  expect(refused.database.searchesFinished).toEqual([
    { id: '1', error: 'resend_422' },
    { id: '2', error: null },
  ])
  expect(JSON.stringify(refused.logged)).not.toContain('ana@')
})
