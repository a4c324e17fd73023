// Contract: what staff ask of the functions is done in their own name, and refused to everybody whom the database
// refuses.

import { randomUUID } from 'node:crypto'
import { nodeSocket } from '@maguey/local-stack/realtime/node-socket'
import { readFirstSteps } from '@maguey/wire/club'
import { parseAnswer } from '@maguey/wire/deadline'
import { createClient } from '@supabase/supabase-js'
import { describe, expect, it } from 'vitest'
import { createNight, type Night } from '../support/nights.ts'
import { buyTickets, readOrderPage } from '../support/orders.ts'
import {
  type Answer,
  type ErrorBody,
  type GetTarget,
  getJson,
  postJson,
} from '../support/target.ts'

const PASSWORD = 'a long enough password'

export function deskContract(target: GetTarget): void {
  const tokenOf = async (email: string, password = PASSWORD): Promise<string> => {
    const { apiUrl, publishableKey } = target().stack.info
    const client = createClient(apiUrl, publishableKey, {
      auth: { persistSession: false, autoRefreshToken: false },
      realtime: { transport: nodeSocket },
    })
    const { data, error } = await client.auth.signInWithPassword({ email, password })
    if (data.session === null) throw new Error(error?.message)
    return data.session.access_token
  }

  const staffToken = async (role: string, active = true): Promise<string> => {
    const email = `${role}.${randomUUID()}@staff.test`
    const { sql } = target().stack
    await sql`select internal.ensure_staff_member(${email}, ${PASSWORD}, 'Somebody', ${role})`
    if (!active)
      await sql`update public.staff_members set active = false where user_id = (select id from auth.users where email = ${email})`
    return tokenOf(email)
  }

  const customerToken = async (): Promise<string> => {
    const email = `customer.${randomUUID()}@example.com`
    await target().stack.sql`select internal.create_sign_in(${email}, ${PASSWORD})`
    return tokenOf(email)
  }

  const phoneToken = async (night: Night): Promise<string> => {
    const manager = target().stack.info.manager
    const { apiUrl, publishableKey } = target().stack.info
    const client = createClient(apiUrl, publishableKey, {
      auth: { persistSession: false, autoRefreshToken: false },
      realtime: { transport: nodeSocket },
    })
    await client.auth.signInWithPassword(manager)
    const { data } = await client.rpc('create_pairing_code', {
      p_event_ids: [night.id],
      p_gate_id: null,
      p_device_name: 'Door',
    })
    const paired = await postJson<{ email: string; password: string }>(
      `${target().api}/devices/pair`,
      { code: (data as { code: string }).code },
    )
    return tokenOf(paired.body.email, paired.body.password)
  }

  const bearer = (token: string) => ({ authorization: `Bearer ${token}` })

  const bought = async (quantity = 2) => {
    const night = await createNight(target().stack)
    const { checkout, page } = await buyTickets(target(), night, quantity)
    const [order] = await target().stack.sql<{ link_version: number; email: string }[]>`
      select link_version, customer_email as email from public.orders where id = ${checkout.order_id}`
    if (order === undefined) throw new Error('no order')
    return { night, checkout, page, order }
  }

  const correct = (orderId: string, changes: object, token: string) =>
    postJson<{ link_version: number } & ErrorBody>(
      `${target().api}/desk/orders/${orderId}/correct`,
      { name: 'Łukasz Ñañez', reason: 'They called', ...changes },
      bearer(token),
    )
  const reissue = (ticketId: string, token: string) =>
    postJson<{ ticket_id: string; order_id: string } & ErrorBody>(
      `${target().api}/desk/tickets/${ticketId}/reissue`,
      { reason: 'Lost' },
      bearer(token),
    )
  const compWish = (night: Night, quantity = 2) => ({
    event_id: night.id,
    lines: [{ ticket_type_id: night.vip, quantity }],
    customer: { name: 'DJ Sol', email: 'sol@example.com', locale: 'es' },
    reason: 'Plays tonight',
    client_key: randomUUID(),
  })
  const comp = (wish: object, token: string) =>
    postJson<{ order_id: string; number: string } & ErrorBody>(
      `${target().api}/desk/comps`,
      wish,
      bearer(token),
    )

  describe('the desk', () => {
    it('corrects a name and keeps the link', async () => {
      const { checkout, order } = await bought()
      const token = await staffToken('manager')
      const same = { email: order.email, link_version: order.link_version, name: 'Łucja Ñañez' }
      const answer = await correct(checkout.order_id, same, token)
      expect([answer.status, answer.body.link_version]).toEqual([200, order.link_version])
      const page = await readOrderPage(target(), checkout)
      expect(page.body.tickets.map(({ guest_name }) => guest_name)).toEqual([
        'Łucja Ñañez',
        'Łucja Ñañez',
      ])
    })

    it('moves an order to another address: the old link ends, and a second correction is told of the first', async () => {
      const { checkout, order } = await bought()
      const token = await staffToken('manager')
      const moved = { email: `new.${randomUUID()}@example.com`, link_version: order.link_version }
      const answer = await correct(checkout.order_id, moved, token)
      expect([answer.status, answer.body.link_version]).toEqual([200, order.link_version + 1])
      const old = await getJson(`${target().api}/tickets/${checkout.order_id}`, {
        'x-order-token': checkout.token,
      })
      expect(old.status).toBe(404)
      const late = await correct(checkout.order_id, { ...moved, email: 'third@example.com' }, token)
      expect([late.status, late.body.error.code]).toEqual([409, 'request_conflict'])
      const mails = await target().stack.sql<{ kind: string; to: string }[]>`
        select kind, to_email as to from public.mail_outbox where order_id = ${checkout.order_id}`
      expect([...mails]).toEqual(
        expect.arrayContaining([
          { kind: 'address_changed', to: order.email },
          { kind: 'tickets', to: moved.email },
        ]),
      )
    })

    it('replaces a lost ticket once, however often it is asked', async () => {
      const { page } = await bought(1)
      const token = await staffToken('manager')
      const lost = String(page.tickets[0]?.ticket_id)
      const first = await reissue(lost, token)
      expect(first.status).toBe(200)
      expect(first.body.ticket_id).not.toBe(lost)
      const again = await reissue(lost, token)
      expect(again.body.ticket_id).toBe(first.body.ticket_id)
    })

    it('gives tickets away once for each key, with seats that count', async () => {
      const night = await createNight(target().stack, { capacity: 3 })
      const token = await staffToken('manager')
      const wish = compWish(night)
      const given = await comp(wish, token)
      expect(given.status).toBe(200)
      expect((await comp(wish, token)).body.order_id).toBe(given.body.order_id)
      const [row] = await target().stack.sql`
        select (select sold from public.ticket_types where id = ${night.vip}) as sold,
          (select count(*)::int from public.tickets where event_id = ${night.id}) as tickets`
      expect(row).toEqual({ sold: 2, tickets: 2 })
      const tooMany = await comp(compWish(night), token)
      expect(tooMany.status).toBe(409)
    })

    it('says how far the installation is, and that the payment provider answers', async () => {
      const answer = await getJson(`${target().api}${readFirstSteps.path}`, {
        ...bearer(await staffToken('admin')),
      })
      const read = parseAnswer(readFirstSteps.answer, answer.body, answer.status)
      expect(read).toMatchObject({ ok: true, value: { payments: 'test' } })
    })

    it('judges what it is sent before anything is done', async () => {
      const { checkout, order, night } = await bought(1)
      const token = await staffToken('manager')
      const version = order.link_version
      const wrong: [Promise<Answer<ErrorBody>>, number, string][] = [
        [
          correct(checkout.order_id, { email: 'nobody', link_version: version }, token),
          422,
          'invalid_email',
        ],
        [
          correct('not-an-id', { email: order.email, link_version: version }, token),
          404,
          'order_not_found',
        ],
        [
          correct(randomUUID(), { email: order.email, link_version: version }, token),
          404,
          'order_not_found',
        ],
        [reissue('MGY-XX-20301129-AAAAAAAAAAAA', token), 404, 'not_found'],
        [comp({ ...compWish(night), lines: [] }, token), 400, 'invalid_request'],
        [comp({ ...compWish(night), event_id: randomUUID() }, token), 404, 'event_not_found'],
      ]
      for (const [asked, status, code] of wrong) {
        const { body, ...answer } = await asked
        expect([answer.status, body.error.code]).toEqual([status, code])
      }
    })

    it('refuses everybody whom the database refuses, and changes nothing for them', async () => {
      const { night, checkout, page, order } = await bought(1)
      const ticket = String(page.tickets[0]?.ticket_id)
      const callers = {
        nobody: ['', 'not_staff'],
        forger: [`${'x'.repeat(30)}.${'y'.repeat(30)}.${'z'.repeat(30)}`, 'not_staff'],
        customer: [await customerToken(), 'not_staff'],
        phone: [await phoneToken(night), 'not_staff'],
        'front desk': [await staffToken('front_desk'), 'not_allowed'],
        'revoked manager': [await staffToken('manager', false), 'not_staff'],
      } as const
      const got: unknown[] = []
      const wanted: unknown[] = []
      for (const [who, [token, code]] of Object.entries(callers)) {
        const asked = {
          correct: await correct(
            checkout.order_id,
            { email: 'thief@example.com', link_version: order.link_version },
            token,
          ),
          reissue: await reissue(ticket, token),
          comp: await comp(compWish(night), token),
          'first steps': await getJson<ErrorBody>(
            `${target().api}${readFirstSteps.path}`,
            bearer(token),
          ),
        }
        for (const [what, { body }] of Object.entries(asked)) {
          got.push([who, what, body.error.code])
          wanted.push([who, what, code])
        }
      }
      expect(got).toEqual(wanted)
      const steps = await getJson<ErrorBody>(
        `${target().api}${readFirstSteps.path}`,
        bearer(await staffToken('manager')),
      )
      expect(steps.body.error.code).toBe('not_allowed')
      const [row] = await target().stack.sql`
        select (select customer_email from public.orders where id = ${checkout.order_id}) as email,
          (select count(*)::int from public.tickets where event_id = ${night.id} and status = 'issued') as tickets`
      expect(row).toEqual({ email: order.email, tickets: 1 })
    })
  })
}
