// Find my tickets: the same answer for everybody, and links for the address that has orders which still matter.
import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import { type Caller, callAs } from './support/act-as.ts'
import { makeNight, type Night } from './support/make-night.ts'
import { fulfil, hold } from './support/sell.ts'
import { testDatabase } from './support/test-database.ts'

const db = testDatabase()

const newEmail = () => `${randomUUID()}@example.com`
const ask = async (email: string, locale = 'en') => {
  const [row] = await db().sql`select public.request_tickets(${email}, ${locale}) as answer`
  return row?.answer
}
const claim = async () => {
  const [row] = await db().sql`select public.claim_ticket_searches(50) as found`
  return row?.found
}
const claimFor = async (email: string) =>
  (await claim()).filter((search: { to: string }) => search.to === email)
const searchesOf = (email: string) =>
  db().sql`select * from public.ticket_searches where email = ${email}`

const buy = async (night: Night, email: string) => {
  const order = await hold(db().sql, night, { customer: { email, name: 'Lucía' } })
  await fulfil(db().sql, night, order)
  return order.order_id
}

it('says the same of a known and an unknown address, and does the same for both', async () => {
  const [known, unknown] = [newEmail(), newEmail()]
  await buy(await makeNight(db().sql), known)
  expect(await ask(known)).toEqual(await ask(unknown))
  expect((await searchesOf(known)).length).toBe((await searchesOf(unknown)).length)
})

it('finds the paid orders of the address, however it was typed, in the asked language', async () => {
  const email = newEmail()
  const night = await makeNight(db().sql)
  const paid = await buy(night, email)
  await hold(db().sql, night, { customer: { email, name: 'Lucía' } })
  await buy(night, newEmail())
  await ask(`  ${email.toUpperCase()} `, 'es')
  const [search, ...more] = await claimFor(email)
  expect(more).toEqual([])
  expect(search).toMatchObject({ to: email, locale: 'es', attempt: 1 })
  expect(search.orders).toMatchObject([
    { id: paid, link_version: 0, status: 'completed', event: { id: night.eventId } },
  ])
  expect(search.orders[0].tickets).toBeGreaterThan(0)
})

it('forgets a search that found nothing, or only a night that is long over', async () => {
  const [unknown, late] = [newEmail(), newEmail()]
  const night = await makeNight(db().sql)
  await buy(night, late)
  await db().sql`
    update public.events set doors_open_at = now() - interval '40 hours', event_date = now() - interval '39 hours',
      ends_at = now() - interval '25 hours' where id = ${night.eventId}`
  for (const email of [unknown, late]) await ask(email)
  expect(await claimFor(unknown)).toEqual([])
  for (const email of [unknown, late]) expect(await searchesOf(email)).toHaveLength(0)
})

it('fills nobody’s inbox: three mails, then one in twenty minutes, and the answer stays the same', async () => {
  const email = newEmail()
  for (let count = 0; count < 5; count += 1) expect(await ask(email)).toEqual({ asked: true })
  expect(await searchesOf(email)).toHaveLength(3)
})

it('is forgotten once its mail was accepted, and claimed again later when it was not', async () => {
  const email = newEmail()
  await buy(await makeNight(db().sql), email)
  await ask(email)
  const [first] = await claimFor(email)
  expect(await claimFor(email)).toEqual([])
  await db().sql`select public.finish_ticket_search(${first.id}, 'resend_unreachable')`
  await db().sql`update public.ticket_searches set next_attempt_at = now() where email = ${email}`
  const [second] = await claimFor(email)
  expect([second.id, second.attempt]).toEqual([first.id, 2])
  await db().sql`select public.finish_ticket_search(${second.id})`
  expect(await searchesOf(email)).toHaveLength(0)
})

it('refuses what is no address', async () => {
  for (const email of ['', 'ana', 'ana@', `${'a'.repeat(250)}@example.com`])
    await expect(ask(email)).rejects.toThrow('invalid_email')
})

it('is for the functions only', async () => {
  const strangers: Caller[] = [{ role: 'anon' }, { role: 'authenticated', userId: randomUUID() }]
  for (const caller of strangers)
    await expect(callAs(db().sql, caller, `request_tickets('ana@example.com')`)).rejects.toThrow(
      /permission denied/,
    )
})
