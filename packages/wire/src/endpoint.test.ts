// The HTTP API's boundary: what is sent, and what is accepted of the answer.
import * as v from 'valibot'
import { expect, test, vi } from 'vitest'
import { type ApiPorts, callApi, type Endpoint, fetchFile } from './endpoint.ts'

const counted = v.object({ count: v.number() })
const readCount: Endpoint<'/counts/:id', typeof counted> = {
  method: 'GET',
  path: '/counts/:id',
  answer: counted,
}
const one = { params: { id: '1' } }

const portsWith = (fetch: (init?: RequestInit) => Promise<Response>, online = true) => {
  const spy = vi.fn((_url: RequestInfo | URL, init?: RequestInit) => fetch(init))
  const ports: ApiPorts = {
    apiUrl: 'http://api.test',
    fetch: spy,
    locale: () => 'es',
    isOnline: () => online,
  }
  return { ports, spy }
}

test('asks in the page’s language, escapes what stands in the path, and keeps the token out of the address', async () => {
  const { ports, spy } = portsWith(async () => Response.json({ count: 1 }))
  const request = { params: { id: 'a/b' }, query: { session_id: 'cs 1' }, token: 'secret' }
  expect(await callApi(ports, readCount, request)).toEqual({ ok: true, value: { count: 1 } })
  const [url, init] = spy.mock.calls[0] ?? []
  expect(url).toBe('http://api.test/api/counts/a%2Fb?session_id=cs+1')
  expect(init?.headers).toEqual({ 'accept-language': 'es', 'x-order-token': 'secret' })
})

test('a refusal keeps its code, fields and how long to wait', async () => {
  const fields = [{ field: 'customer.email', code: 'invalid_email', message: 'No.' }]
  const body = { error: { code: 'too_many_requests', message: 'Wait.', fields } }
  const { ports } = portsWith(async () =>
    Response.json(body, { status: 429, headers: { 'retry-after': '12' } }),
  )
  expect(await callApi(ports, readCount, one)).toEqual({
    ok: false,
    failure: {
      kind: 'refused',
      status: 429,
      code: 'too_many_requests',
      message: 'Wait.',
      fields,
      detail: undefined,
      retryAfterSeconds: 12,
    },
  })
})

test.each([
  ['an answer of another shape', Response.json({ count: 'many' }), 'malformed'],
  ['no JSON at all', new Response('<html>'), 'malformed'],
  ['a proxy’s error page', new Response('Bad gateway', { status: 502 }), 'server_error'],
  ['a gateway that is full', new Response('', { status: 429 }), 'busy'],
  ['a captive portal', new Response('', { status: 403 }), 'forbidden'],
])('%s is no word of ours', async (_, response, kind) => {
  const answer = await callApi(portsWith(async () => response).ports, readCount, one)
  expect(answer).toMatchObject({ ok: false, failure: { kind } })
})

test('shows the sentence of a newer server’s code', async () => {
  const body = { error: { code: 'of_next_year', message: 'Later.' } }
  const { ports } = portsWith(async () => Response.json(body, { status: 409 }))
  expect(await callApi(ports, readCount, one)).toMatchObject({
    failure: { kind: 'refused', code: 'of_next_year', message: 'Later.' },
  })
})

test('tells a device without network from an API that cannot be reached', async () => {
  const fails = () => Promise.reject(new TypeError('Failed to fetch'))
  const offline = await callApi(portsWith(fails, false).ports, readCount, one)
  const lost = await callApi(portsWith(fails, true).ports, readCount, one)
  expect(offline).toEqual({ ok: false, failure: { kind: 'offline' } })
  expect(lost).toEqual({ ok: false, failure: { kind: 'unreachable' } })
})

test('gives up after its time, also on a body that never ends', async () => {
  vi.useFakeTimers()
  const { ports } = portsWith(async () => new Response(new ReadableStream()))
  const asked = [
    callApi(ports, readCount, { ...one, deadlineMs: 5_000 }),
    fetchFile(ports, { path: '/a.pdf' }, { deadlineMs: 5_000 }),
  ]
  await vi.advanceTimersByTimeAsync(5_000)
  const unreachable = { ok: false, failure: { kind: 'unreachable' } }
  expect(await Promise.all(asked)).toEqual([unreachable, unreachable])
  vi.useRealTimers()
})
