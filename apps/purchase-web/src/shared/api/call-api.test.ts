// The border to the API: what goes out, what is believed of what comes back.
import * as v from 'valibot'
import { expect, test, vi } from 'vitest'
import { type ApiPorts, callApi } from './call-api.ts'

const schema = v.object({ count: v.number() })

const portsWith = (fetch: () => Promise<Response>, online = true) => {
  const spy = vi.fn<(input: RequestInfo | URL, init?: RequestInit) => Promise<Response>>(fetch)
  const ports: ApiPorts = {
    apiUrl: 'http://api.test',
    fetch: spy,
    locale: () => 'es',
    isOnline: () => online,
  }
  return { ports, spy }
}

test('asks in the page’s language and keeps the token out of the address', async () => {
  const { ports, spy } = portsWith(async () => Response.json({ count: 1 }))
  const answer = await callApi(ports, { path: '/tickets/7', token: 'secret', schema })
  expect(answer).toEqual({ ok: true, value: { count: 1 } })
  const [url, init] = spy.mock.calls[0] ?? []
  expect(url).toBe('http://api.test/api/tickets/7')
  expect(init?.headers).toEqual({ 'accept-language': 'es', 'x-order-token': 'secret' })
})

test('a refusal keeps its code, fields and how long to wait', async () => {
  const fields = [{ field: 'customer.email', code: 'invalid_email', message: 'No.' }]
  const { ports } = portsWith(async () =>
    Response.json(
      { error: { code: 'too_many_requests', message: 'Wait.', fields } },
      { status: 429, headers: { 'retry-after': '12' } },
    ),
  )
  const answer = await callApi(ports, { path: '/x', schema })
  expect(answer).toEqual({
    ok: false,
    problem: {
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
  ['an answer of another shape', Response.json({ count: 'many' }), 200],
  ['no JSON at all', new Response('<html>'), 200],
  ['a proxy’s error page', new Response('Bad gateway', { status: 502 }), 502],
])('%s is unreadable', async (_, response, status) => {
  const { ports } = portsWith(async () => response)
  const answer = await callApi(ports, { path: '/x', schema })
  expect(answer).toEqual({ ok: false, problem: { kind: 'unreadable', status } })
})

test('tells a device without network from an API that cannot be reached', async () => {
  const fails = () => Promise.reject(new TypeError('Failed to fetch'))
  const offline = await callApi(portsWith(fails, false).ports, { path: '/x', schema })
  const lost = await callApi(portsWith(fails, true).ports, { path: '/x', schema })
  expect(offline).toEqual({ ok: false, problem: { kind: 'offline' } })
  expect(lost).toEqual({ ok: false, problem: { kind: 'unreachable' } })
})

test('gives up after its time', async () => {
  vi.useFakeTimers()
  const { ports, spy } = portsWith(() => new Promise(() => undefined))
  spy.mockImplementation(
    (_, init) =>
      new Promise((_resolve, reject) =>
        init?.signal?.addEventListener('abort', () => reject(new DOMException('aborted'))),
      ),
  )
  const asked = callApi(ports, { path: '/x', schema, timeoutMs: 5_000 })
  await vi.advanceTimersByTimeAsync(5_000)
  expect(await asked).toEqual({ ok: false, problem: { kind: 'unreachable' } })
  vi.useRealTimers()
})
