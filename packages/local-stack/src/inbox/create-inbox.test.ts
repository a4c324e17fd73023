// The inbox as seen by our mail adapter, by a test and by a person's browser.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createInbox, type Inbox } from './create-inbox.ts'

const PNG = Buffer.from('89504e470d0a1a0a', 'hex').toString('base64')

let folder: string
let nowMs: number
let inbox: Inbox

const open = () => {
  inbox = createInbox({ apiKey: 're_test', folder: join(folder, 'inbox'), nowMs: () => nowMs })
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'inbox-'))
  nowMs = Date.UTC(2026, 10, 20)
  open()
})

afterEach(async () => {
  await inbox.close()
  rmSync(folder, { recursive: true, force: true })
})

const tickets = {
  from: 'Maguey <tickets@maguey.example>',
  to: ['ana@example.com'],
  subject: 'Your tickets <b>',
  html: '<html><body><p>Hello</p><img src="cid:qr-1"><a href="http://shop.test">Order</a></body></html>',
  text: 'Hello in plain text',
  headers: { 'X-Entity-Ref-ID': 'order-1' },
  attachments: [
    { filename: 'qr-1.png', content: PNG, content_id: 'qr-1', content_type: 'image/png' },
    { filename: 'boletos ñ.pdf', content: Buffer.from('%PDF-1.7').toString('base64') },
  ],
}

const send = (body: unknown, headers: Record<string, string> = {}) =>
  inbox.app.request('/emails', {
    method: 'POST',
    headers: { authorization: 'Bearer re_test', 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  })

const sent = async (body: unknown = tickets, headers: Record<string, string> = {}) => {
  const response = await send(body, headers)
  expect(response.status).toBe(200)
  return ((await response.json()) as { id: string }).id
}

const page = async (path: string, language = 'en') =>
  await (await inbox.app.request(path, { headers: { 'accept-language': language } })).text()

describe('POST /emails', () => {
  test('an e-mail is kept whole, with its attachments', async () => {
    const id = await sent()
    expect(await (await inbox.app.request(`/api/emails/${id}`)).json()).toMatchObject({
      id,
      to: ['ana@example.com'],
      html: tickets.html,
      text: tickets.text,
      headers: tickets.headers,
      attachments: [
        { filename: 'qr-1.png', content_type: 'image/png', content: PNG, content_id: 'qr-1' },
        { filename: 'boletos ñ.pdf', content_type: 'application/pdf', content_id: null },
      ],
    })
  })

  test('one address may come as a plain string', async () => {
    const id = await sent({ ...tickets, to: 'ana@example.com' })
    const answer = await inbox.app.request(`/emails/${id}`, {
      headers: { authorization: 'Bearer re_test' },
    })
    expect(await answer.json()).toMatchObject({ object: 'email', to: ['ana@example.com'] })
  })

  test.each([
    ['no sender', { from: undefined }, 'Missing `from` field.'],
    ['a sender that is no address', { from: 'Maguey' }, 'Invalid `from` field.'],
    ['no receiver', { to: undefined }, 'Missing `to` field.'],
    ['no body', { html: undefined, text: undefined }, 'Missing `html` or `text` field.'],
    [
      'an attachment that is not base64',
      { attachments: [{ filename: 'x', content: '{}' }] },
      'The `content` of an attachment must be base64.',
    ],
  ])('%s is refused', async (_name, change, message) => {
    const answer = await send({ ...tickets, ...change })
    expect(answer.status).toBe(422)
    expect(await answer.json()).toEqual({ statusCode: 422, name: 'validation_error', message })
  })

  test('no key and a wrong key are refused', async () => {
    expect((await inbox.app.request('/emails', { method: 'POST', body: '{}' })).status).toBe(401)
    expect((await send(tickets, { authorization: 'Bearer re_other' })).status).toBe(403)
    expect(await (await inbox.app.request('/api/emails')).json()).toEqual([])
  })
})

describe('Idempotency-Key', () => {
  const key = { 'idempotency-key': 'order-1/tickets' }

  test('the same request sent twice is one e-mail', async () => {
    expect(await sent(tickets, key)).toBe(await sent(tickets, key))
    expect(await (await inbox.app.request('/api/emails')).json()).toHaveLength(1)
  })

  test('another payload under the key is refused', async () => {
    await sent(tickets, key)
    const answer = await send({ ...tickets, subject: 'Other' }, key)
    expect(answer.status).toBe(409)
    expect(await answer.json()).toMatchObject({ name: 'invalid_idempotent_request' })
  })

  test('a key outlives a restart, and is forgotten after a day', async () => {
    const id = await sent(tickets, key)
    await inbox.close()
    open()
    expect(await sent(tickets, key)).toBe(id)
    nowMs += 24 * 3_600_000
    expect(await sent(tickets, key)).not.toBe(id)
  })
})

test('the list is newest first, also after a restart', async () => {
  for (const subject of ['first', 'second', 'third']) await sent({ ...tickets, subject })
  await inbox.close()
  open()
  await sent({ ...tickets, subject: 'fourth' })
  const list = (await (await inbox.app.request('/api/emails')).json()) as { subject: string }[]
  expect(list.map((email) => email.subject)).toEqual(['fourth', 'third', 'second', 'first'])
})

describe('the pages', () => {
  test('an empty inbox says what will come, in the reader’s language', async () => {
    expect(await page('/inbox')).toContain('No e-mail yet')
    expect(await page('/inbox', 'es-MX,es;q=0.9')).toContain('Todavía no hay correo')
  })

  test('subjects are text, never markup', async () => {
    const id = await sent()
    for (const path of ['/inbox', `/inbox/${id}`]) {
      const shown = await page(path)
      expect(shown).toContain('Your tickets &lt;b&gt;')
      expect(shown).not.toContain('Your tickets <b>')
    }
  })

  test('the message is framed in a sandbox without scripts, its cid images are its attachments', async () => {
    const id = await sent()
    const shown = await page(`/inbox/${id}`)
    expect(shown).toContain(
      `src="/inbox/${id}/body" sandbox="allow-popups allow-popups-to-escape-sandbox"`,
    )
    const body = await inbox.app.request(`/inbox/${id}/body`)
    expect(await body.text()).toContain(`<img src="/inbox/${id}/attachments/0">`)
    expect(body.headers.get('content-security-policy')).toContain("default-src 'none'")
    const image = await inbox.app.request(`/inbox/${id}/attachments/0`)
    expect(image.headers.get('content-type')).toBe('image/png')
    expect(Buffer.from(await image.arrayBuffer()).toString('base64')).toBe(PNG)
  })

  test('plain text and headers have their own views', async () => {
    const id = await sent()
    expect(await page(`/inbox/${id}?view=text`)).toContain('<pre>Hello in plain text</pre>')
    expect(await page(`/inbox/${id}?view=headers`)).toContain('X-Entity-Ref-ID: order-1')
  })

  test('attachments download under their own names', async () => {
    const id = await sent()
    const file = await inbox.app.request(`/inbox/${id}/attachments/1?download`)
    expect(file.headers.get('content-disposition')).toBe(
      "attachment; filename*=UTF-8''boletos%20%C3%B1.pdf",
    )
    expect(await file.text()).toBe('%PDF-1.7')
  })

  test('what is not there is a 404', async () => {
    expect((await inbox.app.request('/inbox/none')).status).toBe(404)
    expect((await inbox.app.request('/inbox/none/attachments/0')).status).toBe(404)
  })
})
