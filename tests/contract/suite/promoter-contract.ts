// Contract: a promoter's private link opens their own lists, and their code in the shop's address counts sales.
import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { parseAnswer } from '@maguey/wire/deadline'
import { addPromoterNames, readPromoter } from '@maguey/wire/promoters'
import { describe, expect, it } from 'vitest'
import { createNight } from '../support/nights.ts'
import { checkoutBody, postCheckout } from '../support/orders.ts'
import {
  type Answer,
  type ErrorBody,
  type GetTarget,
  getJson,
  postJson,
  type Target,
} from '../support/target.ts'

function read<const Schema extends Parameters<typeof parseAnswer>[0]>(
  { answer }: { readonly answer: Schema },
  { body, status }: Answer<unknown>,
) {
  const parsed = parseAnswer(answer, body, status)
  if (!parsed.ok) throw new Error(JSON.stringify([status, parsed.failure, body]))
  return parsed.value
}

async function makePromoter({ stack }: Target, eventId: string) {
  const secret = randomBytes(16).toString('base64url')
  const [id, listId] = [randomUUID(), randomUUID()]
  const code = `P${randomBytes(6).toString('hex').toUpperCase()}`
  const hash = createHash('sha256').update(secret).digest()
  await stack.sql`
    insert into public.promoters (id, name, code, token_hash) values (${id}, 'Rocío', ${code}, ${hash})`
  await stack.sql`
    insert into public.guest_lists (id, event_id, promoter_id, name) values (${listId}, ${eventId}, ${id}, ${code})`
  return { id, code, listId, headers: { 'x-order-token': secret } }
}

export function promoterContract(target: GetTarget): void {
  describe('a promoter', () => {
    it('keeps names on their own list by their link, and nobody else does', async () => {
      const { api, stack } = target()
      const night = await createNight(stack)
      const rocio = await makePromoter(target(), night.id)
      const beto = await makePromoter(target(), night.id)
      const url = `${api}/promoters/${rocio.id}`
      const names = [{ id: randomUUID(), name: 'Ana López', plus: 2 }]
      const sent = await postJson<unknown>(
        `${url}/lists/${rocio.listId}/names`,
        { names },
        rocio.headers,
      )
      expect(read(addPromoterNames, sent).list).toMatchObject({ names: 1, heads: 3 })
      const view = read(readPromoter, await getJson<unknown>(url, rocio.headers))
      const lists = view.nights.flatMap((one) => one.lists)
      expect(lists.map(({ list, entries }) => [list.id, entries.map((one) => one.name)])).toEqual([
        [rocio.listId, ['Ana López']],
      ])
      for (const [headers, path, code] of [
        [beto.headers, url, 'promoter_link_ended'],
        [{ 'x-order-token': 'A'.repeat(22) }, url, 'promoter_link_ended'],
        [{}, url, 'promoter_link_ended'],
        [rocio.headers, `${api}/promoters/${beto.id}`, 'promoter_link_ended'],
      ] as const) {
        const refused = await getJson<ErrorBody>(path, headers)
        expect([refused.status, refused.body.error.code]).toEqual([404, code])
      }
      const foreign = await postJson<ErrorBody>(
        `${url}/lists/${beto.listId}/names`,
        { names },
        rocio.headers,
      )
      expect([foreign.status, foreign.body.error.code]).toEqual([404, 'not_found'])
    })

    it('gets the sale that began with their code; what is no code stops no sale', async () => {
      const { stack } = target()
      const night = await createNight(stack)
      const { id, code } = await makePromoter(target(), night.id)
      for (const [referral, promoter] of [
        [code.toLowerCase(), id],
        ['"; drop', null],
        [7, null],
        [undefined, null],
      ] as const) {
        const started = await postCheckout(target(), { ...checkoutBody(night), referral })
        expect(started.status).toBe(200)
        const [row] = await stack.sql`
          select promoter_id from public.orders where id = ${started.body.order_id}`
        expect(row?.promoter_id).toBe(promoter)
      }
    })
  })
}
