// The API over HTTP with ports in memory: what it refuses, how it says so, and what it never says.
import { beforeEach, describe, expect, it } from 'vitest'
import { failure, success } from '../problem.ts'
import { orderToken, reminderSeal } from '../secrets.ts'
import { createTestDependencies, pay, type TestDependencies } from '../testing/test-dependencies.ts'
import { createApiApp } from './api-app.ts'

let deps: TestDependencies
let api: ReturnType<typeof createApiApp>

beforeEach(() => {
  deps = createTestDependencies()
  api = createApiApp(deps)
})

const order = {
  event: 'perreo-fridays-20261127',
  items: [{ ticket_type: 'VIP', quantity: 2 }],
  customer: { email: 'ana@example.com', name: 'Ana' },
  locale: 'en',
  client_key: 'aaaaaaaaaaaaaaaa000000000001',
}

const get = (path: string) => api.request(path)

function post(path: string, body: unknown, headers: Record<string, string> = {}) {
  return api.request(path, {
    method: 'POST',
    body: typeof body === 'string' ? body : JSON.stringify(body),
    headers,
  })
}

async function refusal(body: unknown, headers: Record<string, string> = {}) {
  const response = await post('/api/orders/create-checkout', body, headers)
  const { error } = (await response.json()) as {
    error: { code: string; message: string; fields?: { field: string; code: string }[] }
  }
  return {
    status: response.status,
    code: error.code,
    message: error.message,
    fields: error.fields?.map(({ field, code }) => `${field} ${code}`),
  }
}

describe('create-checkout', () => {
  it.each([0, -1, 1.5, '2', null, true, Number.NaN])(
    'refuses a quantity of %s',
    async (quantity) => {
      expect(await refusal({ ...order, items: [{ ticket_type: 'VIP', quantity }] })).toMatchObject({
        status: 422,
        code: 'invalid_quantity',
        fields: ['items.0.quantity invalid_quantity'],
      })
    },
  )

  it('refuses a quantity that no order may hold', async () => {
    expect(
      await refusal({ ...order, items: [{ ticket_type: 'VIP', quantity: 100_000 }] }),
    ).toMatchObject({
      status: 422,
      code: 'too_many_per_order',
    })
  })

  it.each([
    '',
    'ana',
    'ana@',
    '@example.com',
    'ana@example',
    'a b@example.com',
    'ana@example.com\nbcc: x@y.zz',
    7,
  ])('refuses the e-mail address %j', async (email) => {
    expect(await refusal({ ...order, customer: { ...order.customer, email } })).toMatchObject({
      status: 422,
      code: 'invalid_email',
      fields: ['customer.email invalid_email'],
    })
  })

  it.each(["o'brien@example.com", 'ana+club@sub.example.co', 'Ñ@example.com'.replace('Ñ', 'n')])(
    'takes %s',
    async (email) => {
      expect(
        (
          await post('/api/orders/create-checkout', {
            ...order,
            customer: { ...order.customer, email },
          })
        ).status,
      ).toBe(200)
    },
  )

  it.each(['\ud800', 'a\udfffb', 'nul\u0000', 'li\u2028ne'])(
    'refuses the name %j, which no database could keep',
    async (name) => {
      const customer = { ...order.customer, name }
      expect(await refusal({ ...order, customer })).toMatchObject({
        status: 400,
        fields: ['customer.name invalid_request'],
      })
    },
  )

  it('names every refused field at once', async () => {
    const answer = await refusal({
      items: [],
      customer: { email: 'x', name: ' ' },
      locale: 'fr',
      client_key: 'short',
    })
    expect(answer.fields).toEqual([
      'event invalid_request',
      'items invalid_quantity',
      'customer.email invalid_email',
      'customer.name invalid_request',
      'locale invalid_request',
      'client_key invalid_request',
    ])
  })

  it.each(['', '{', '[]', 'null', '"text"'])('refuses the body %j', async (body) => {
    expect(await refusal(body)).toMatchObject({ status: 400, code: 'invalid_request' })
  })

  it('reads no price, total or currency from the browser', async () => {
    const forged = {
      ...order,
      total: 1,
      currency: 'jpy',
      price: '0.01',
      items: [{ ticket_type: 'VIP', quantity: 2, price: 0, unit_amount: 1 }],
    }
    const response = await post('/api/orders/create-checkout', forged)
    expect(await response.json()).toMatchObject({ total_amount: '100.00', currency: 'usd' })
    expect(deps.payments.requests[0]?.lines).toEqual([
      { name: 'VIP', quantity: 2, unitPrice: '50.00' },
    ])
  })

  it('answers in the language that the browser asks for', async () => {
    const spanish = await refusal(
      { ...order, items: [] },
      { 'accept-language': 'de, es-MX;q=0.9, en;q=0.5' },
    )
    expect(spanish.message).toBe('Elige un número entero de boletos, uno o más.')
    const english = await refusal({ ...order, items: [] }, { 'accept-language': 'en, es;q=0.9' })
    expect(english.message).toBe('Choose a whole number of tickets, one or more.')
  })

  it('refuses a body over 16 kB, whatever its length header says', async () => {
    const large = JSON.stringify({ ...order, filler: 'x'.repeat(20_000) })
    expect(await refusal(large)).toMatchObject({ status: 413, code: 'payload_too_large' })
    const stream = new Blob([large]).stream()
    const request = new Request('http://api/api/orders/create-checkout', {
      method: 'POST',
      body: stream,
      duplex: 'half',
    } as RequestInit)
    expect((await api.fetch(request)).status).toBe(413)
  })

  it('says 502 when the provider is away', async () => {
    deps.payments.down = true
    expect(await refusal(order)).toMatchObject({
      status: 502,
      code: 'payment_provider_unavailable',
    })
  })

  it('limits how often one address may ask', async () => {
    deps.database.tokensLeft = 1
    expect((await post('/api/orders/create-checkout', order)).status).toBe(200)
    const refused = await post('/api/orders/create-checkout', order)
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '7'])
    const taken = deps.database.calls.find(({ name }) => name === 'takeRateToken')
    expect(JSON.stringify(taken?.argument)).not.toContain('203.0.113.9')
  })
})

describe('an order’s page', () => {
  async function paidOrder() {
    const opened = await post('/api/orders/create-checkout', order)
    const { order_id: id, token } = (await opened.json()) as { order_id: string; token: string }
    const { sessionId } = pay(deps, id, '100.00')
    const headers = { 'x-order-token': token }
    const page = await api.request(`/api/tickets/${id}?session_id=${sessionId}`, { headers })
    const body = (await page.json()) as { tickets: { ticket_id: string }[]; order: object }
    return { id, token, headers, body, ticketId: body.tickets[0]?.ticket_id ?? '' }
  }

  it('shows the tickets to whoever has the token', async () => {
    const { body } = await paidOrder()
    expect(body.order).toMatchObject({
      status: 'completed',
      customer_email_masked: 'a•••@example.com',
    })
    expect(body.tickets).toHaveLength(2)
  })

  it('is the same 404 for no token, a wrong one, a malformed one and an unknown order', async () => {
    const { id, token } = await paidOrder()
    const wrong = token.startsWith('A') ? `B${token.slice(1)}` : `A${token.slice(1)}`
    const asked = [
      [id, undefined],
      [id, wrong],
      [id, `${token}A`],
      ['00000000-0000-4000-8000-00000000dead', token],
      ['not-an-id', token],
    ] as const
    const bodies = new Set<string>()
    for (const [order, given] of asked) {
      const response = await api.request(
        `/api/tickets/${order}`,
        given === undefined ? {} : { headers: { 'x-order-token': given } },
      )
      expect(response.status).toBe(404)
      bodies.add(await response.text())
    }
    expect([...bodies]).toHaveLength(1)
  })

  it.each([
    ['qr.svg', 'image/svg+xml'],
    ['qr.png', 'image/png'],
  ])('gives %s with the token only', async (file, type) => {
    const { id, headers, ticketId } = await paidOrder()
    const image = await api.request(`/api/tickets/${id}/${ticketId}/${file}`, { headers })
    expect([image.status, image.headers.get('content-type')]).toEqual([200, type])
    expect((await api.request(`/api/tickets/${id}/${ticketId}/${file}`)).status).toBe(404)
    expect(
      (await api.request(`/api/tickets/${id}/MGY-PF-20261127-AAAAAAAAAAAA/${file}`, { headers }))
        .status,
    ).toBe(404)
  })

  it('gives the PDF with the token only', async () => {
    const { id, headers } = await paidOrder()
    const pdf = await api.request(`/api/tickets/${id}/tickets.pdf`, { headers })
    expect(pdf.headers.get('content-type')).toBe('application/pdf')
    expect((await pdf.text()).startsWith('%PDF-')).toBe(true)
    expect((await api.request(`/api/tickets/${id}/tickets.pdf`)).status).toBe(404)
  })

  it('can be cancelled with the token only', async () => {
    const opened = await post('/api/orders/create-checkout', order)
    const { order_id: id, token } = (await opened.json()) as { order_id: string; token: string }
    expect((await post(`/api/orders/${id}/cancel`, '')).status).toBe(404)
    const cancelled = await post(`/api/orders/${id}/cancel`, '', { 'x-order-token': token })
    expect(await cancelled.json()).toEqual({ status: 'expired' })
  })
})

describe('availability', () => {
  it('refuses a name that is no text, and knows without the database that a long one is no event', async () => {
    expect((await get('/api/events/%00/availability')).status).toBe(400)
    expect((await get(`/api/events/${'x'.repeat(300)}/availability`)).status).toBe(404)
  })

  it('is limited like the rest', async () => {
    deps.database.tokensLeft = 0
    for (const path of ['/api/events', '/api/events/perreo-fridays-20261127/availability']) {
      expect((await get(path)).status).toBe(429)
    }
  })
})

describe('what the mail provider reports', () => {
  it('is refused without its seal', async () => {
    const response = await post('/api/mail-events', { type: 'email.bounced' })
    expect(response.status).toBe(400)
  })

  it('stands at its mail, and is asked for again when it can’t be noted', async () => {
    deps.mail.readEvent = async () => ({
      ok: true,
      event: { kind: 'bounced', providerId: 'provider-1' },
    })
    expect((await post('/api/mail-events', {})).status).toBe(200)
    expect(deps.database.calls.at(-1)).toEqual({
      name: 'recordMailEvent',
      argument: { kind: 'bounced', providerId: 'provider-1' },
    })
    deps.database.recordMailEvent = async () => failure('internal')
    expect((await post('/api/mail-events', {})).status).toBe(500)
  })
})

describe('whoever wants no reminders', () => {
  const mailId = '018f0000-0000-7000-8000-000000000001'
  const ask = (what: 'stop' | 'start', seal: string, method = 'POST') =>
    api.request(`/api/mails/${mailId}/${what}-reminders/${seal}`, {
      method,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      ...(method === 'POST' ? { body: 'List-Unsubscribe=One-Click' } : {}),
    })
  const seal = () => reminderSeal(deps.settings.orderTokenSecret, mailId)
  const changes = () => deps.database.calls.filter(({ name }) => /^(refuse|accept)Rem/.test(name))

  it('is heard by the seal of the mail, as mail programs post it, and may think again', async () => {
    expect(await (await ask('stop', await seal())).json()).toEqual({ reminders: false })
    expect(await (await ask('start', await seal())).json()).toEqual({ reminders: true })
    expect(changes()).toEqual([
      { name: 'refuseReminders', argument: mailId },
      { name: 'acceptReminders', argument: mailId },
    ])
  })

  it('is not whoever guesses or has the order’s token', async () => {
    for (const wrong of [
      'x',
      'A'.repeat(22),
      await orderToken(deps.settings.orderTokenSecret, mailId),
    ])
      for (const what of ['stop', 'start'] as const)
        expect((await ask(what, wrong)).status).toBe(404)
    expect(changes()).toEqual([])
  })

  it('is led to the page by opening the link, which changes nothing', async () => {
    const opened = await ask('stop', await seal(), 'GET')
    expect(opened.status).toBe(302)
    expect(opened.headers.get('location')).toBe(
      `https://shop.example/reminders/${mailId}#${await seal()}`,
    )
    expect((await ask('stop', 'x', 'GET')).status).toBe(404)
    expect(changes()).toEqual([])
  })

  it('is told when nobody knows any more whose reminder it was', async () => {
    deps.database.refuseReminders = async () => success(false)
    expect((await ask('stop', await seal())).status).toBe(404)
  })
})

describe('pairing', () => {
  it.each(['', '1234567', '123456789', 'UUUUUUUU', 'drop table'])(
    'knows without the database that %j is no code',
    async (code) => {
      const response = await post('/api/devices/pair', { code })
      expect(response.status).toBe(404)
      expect(deps.database.calls.some(({ name }) => name === 'pairDevice')).toBe(false)
    },
  )

  it('forgives how a code is typed, and passes on why it is refused', async () => {
    const response = await post('/api/devices/pair', { code: ' ab1o-2cil ' })
    expect(response.status).toBe(409)
    expect(deps.database.calls.at(-1)).toEqual({
      name: 'pairDevice',
      argument: { code: 'AB102C11', deviceName: '' },
    })
  })

  it('is limited before the code is looked at', async () => {
    deps.database.tokensLeft = 0
    expect((await post('/api/devices/pair', { code: 'AB102C11' })).status).toBe(429)
    expect(deps.database.calls.some(({ name }) => name === 'pairDevice')).toBe(false)
  })
})

describe('passwords', () => {
  const token = 'a'.repeat(32)

  it.each([
    ['/api/staff/forgot', { email: 'ana\ud800@example.com' }, 'invalid_email'],
    ['/api/staff/forgot', { email: 'ana@example.com', locale: 'fr' }, 'invalid_request'],
    ['/api/staff/password', { token, password: 'long enough \u0000' }, 'password_weak'],
  ])(
    'are not asked of the database with a text that it could not keep: %s',
    async (path, body, code) => {
      const asked: unknown[] = []
      deps.database.requestPasswordReset = async () => {
        asked.push(path)
        return success({ asked: true })
      }
      expect(await (await post(path, body)).json()).toMatchObject({ error: { code } })
      expect(asked).toEqual([])
    },
  )

  it('are limited apart from the phones of a door on the same network', async () => {
    await post('/api/staff/forgot', { email: 'ana@example.com' })
    await post('/api/staff/password', { token, password: 'long enough' })
    const buckets = deps.database.calls.map(
      ({ argument }) => (argument as { bucket: string }).bucket,
    )
    expect(buckets).toEqual(['password', 'password'])
  })
})

describe('the desk', () => {
  it('knows without the database that a text that it could not keep is no ticket', async () => {
    const headers = { authorization: `Bearer ${'a'.repeat(20)}` }
    const response = await post('/api/desk/tickets/%00/reissue', { reason: 'lost' }, headers)
    expect([response.status, deps.desk.asked]).toEqual([404, []])
  })
})

describe('every answer', () => {
  it('may be read by pages of the shop and the door, and by no other', async () => {
    for (const [origin, allowed] of [
      ['https://shop.example', 'https://shop.example'],
      ['https://door.example', 'https://door.example'],
      ['https://evil.example', null],
    ] as const) {
      const headers = {
        origin,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'x-order-token',
      }
      const preflight = await api.request('/api/orders/create-checkout', {
        method: 'OPTIONS',
        headers,
      })
      expect(preflight.headers.get('access-control-allow-origin')).toBe(allowed)
      const refused = await api.request('/api/nothing', { headers: { origin } })
      expect(refused.headers.get('access-control-allow-origin')).toBe(allowed)
    }
  })

  it('carries the security headers and is kept by no cache', async () => {
    const { headers } = await api.request('/api/club')
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(headers.get('referrer-policy')).toBe('no-referrer')
    expect(headers.get('cache-control')).toBe('no-store')
  })

  it('hides what broke, and logs the route without the path', async () => {
    deps.database.listEvents = () => {
      throw new Error('secret of ana@example.com')
    }
    const response = await api.request('/api/events')
    expect(response.status).toBe(500)
    expect(await response.text()).not.toContain('secret')
    expect(JSON.stringify(deps.logged)).not.toContain('secret')
    expect(deps.logged).toMatchObject([
      { level: 'error', event: 'unhandled', route: '/api/events' },
    ])
  })
})
