// A phone's stock is signed as tickets are, and asked for in the phone's own name.
import { parseQrText } from '@maguey/ticket-core/qr-text'
import { expect, test } from 'vitest'
import { createApiApp } from '../app/api-app.ts'
import { createTestDependencies } from '../testing/test-dependencies.ts'
import { fillStock } from './fill-stock.ts'

const event_id = '00000000-0000-4000-8000-0000000000e1'

test('what is wanted is signed for its night and type, and given to the phone that asks', async () => {
  const deps = createTestDependencies()
  const phone = deps.asPhone('token')
  const answer = await fillStock(deps, phone, { event_id, least: { GA: 2 } })
  if (!answer.ok) throw new Error(answer.problem.code)
  const { tickets } = answer.value
  expect(tickets.map(({ type, qr }) => [type, parseQrText(qr)])).toEqual(
    tickets.map(({ ticket_id: ticketId }) => [
      'GA',
      expect.objectContaining({ kind: 'signed', ticketId, typeCode: 'GA' }),
    ]),
  )
  expect(tickets).toHaveLength(2)
  expect(deps.database.granted).toMatchObject([
    { deviceId: 'device-1', eventId: event_id, least: { GA: 2 } },
  ])
})

test('a phone that wants nothing is given nothing', async () => {
  const deps = createTestDependencies()
  deps.desk.stockWanted = []
  expect(await fillStock(deps, deps.asPhone('token'), { event_id })).toEqual({
    ...{ ok: true, value: { tickets: [] } },
  })
  expect(deps.database.granted).toEqual([])
})

test('nobody is given stock without a sign-in, or for what is no night', async () => {
  const deps = createTestDependencies()
  const app = createApiApp(deps)
  const ask = (body: unknown, headers: Record<string, string> = {}) =>
    app.request('/api/door/stock', {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    })
  const bearer = { authorization: `Bearer ${'t'.repeat(30)}` }
  expect((await ask({ event_id })).status).toBe(403)
  expect((await ask({ event_id: 'tonight' }, bearer)).status).toBe(400)
  expect((await ask({ event_id, least: { GA: 21 } }, bearer)).status).toBe(400)
  expect((await ask({ event_id }, bearer)).status).toBe(200)
})
