// Resend's answers and events, as its documentation gives them.
import { describe, expect, it } from 'vitest'
import type { OutgoingMail } from '../ports/mail.ts'
import { createResendMail } from './resend-mail.ts'

const mail: OutgoingMail = {
  from: 'Maguey <tickets@maguey.example>',
  to: 'ana@example.com',
  subject: 'Your tickets',
  html: '<p>Hi</p>',
  text: 'Hi',
  attachments: [],
  idempotencyKey: 'mail-1',
}

const answering = (response: () => Response | Promise<Response>) =>
  createResendMail({
    apiKey: 're_1',
    apiBase: 'http://resend.test',
    webhookSecret: 'whsec_plJ3nmyCDGBKInavdOK15jsl',
    nowMs: () => 1_731_705_121_000,
    fetch: async () => response(),
  })

describe('an answer of Resend', () => {
  const refusal = (status: number, name: string) =>
    answering(() => Response.json({ statusCode: status, name, message: '…' }, { status })).send(
      mail,
    )

  it('that knows the key with another body says that the mail went out before', async () => {
    const answer = await refusal(409, 'invalid_idempotent_request')
    expect(answer).toEqual({ ok: true, providerId: null })
  })

  it('that an attempt is under way is no such word', async () => {
    const answer = await refusal(409, 'concurrent_idempotent_requests')
    expect(answer).toMatchObject({ ok: false, reason: 'resend_409', permanent: false })
  })

  it.each([
    [422, 'validation_error', { permanent: true, away: false }],
    [403, 'invalid_api_key', { permanent: false, away: false }],
    [429, 'rate_limit_exceeded', { permanent: false, away: false }],
    [503, 'application_error', { permanent: false, away: true }],
  ])(
    '%i %s tells whether a retry helps, and whether the others should wait',
    async (status, name, rest) => {
      expect(await refusal(status, name)).toEqual({
        ok: false,
        reason: `resend_${status}`,
        ...rest,
      })
    },
  )

  it('that never comes is told from a refusal', async () => {
    const lost = answering(() => Promise.reject(new TypeError('fetch failed')))
    expect(await lost.send(mail)).toMatchObject({ reason: 'resend_unreachable', away: true })
  })
})

describe('a mail that Resend may have taken', () => {
  /** Two pages, newest first, as https://resend.com/docs/api-reference/emails/list-emails gives them. */
  const listed = (id: string, minutes: number) => ({
    id,
    to: ['Ana@example.com'],
    created_at: new Date(Date.UTC(2026, 10, 20, 12, minutes)).toISOString(),
  })
  const pages: Record<string, unknown> = {
    '/emails?limit=100': { has_more: true, data: [listed('c', 30), listed('b', 20)] },
    '/emails?limit=100&after=b': { has_more: true, data: [listed('a', 10), listed('z', 0)] },
    '/emails/c': { id: 'c', html: null },
    '/emails/b': { id: 'b', html: '<p>Hi</p><!-- mail-2 -->' },
    '/emails/a': { id: 'a', html: '<p>Hi</p><!-- mail-1 -->' },
  }
  const asked: string[] = []
  const port = (status = 200) =>
    createResendMail({
      apiKey: 're_1',
      apiBase: 'http://resend.test',
      nowMs: () => 0,
      fetch: async (url) => {
        const path = String(url).replace('http://resend.test', '')
        asked.push(path)
        return Response.json(status === 200 ? pages[path] : { statusCode: status }, { status })
      },
    })

  it('is found by its own mark, on whatever page', async () => {
    const found = await port().find(mail, Date.UTC(2026, 10, 20, 12, 9))
    expect(found).toEqual({ ok: true, providerId: 'a' })
  })

  it('is looked for no further back than its first attempt', async () => {
    asked.length = 0
    const since = Date.UTC(2026, 10, 20, 12, 27)
    expect(await port().find(mail, since)).toEqual({ ok: true, providerId: null })
    expect(asked).toEqual(['/emails?limit=100', '/emails/c'])
  })

  it.each([
    [429, false],
    [503, true],
  ])('is not thought missing because of a %i', async (status, away) => {
    const reason = `resend_list_${status}`
    expect(await port(status).find(mail, 0)).toEqual({ ok: false, reason, permanent: false, away })
  })

  it('is not thought missing because nobody answers', async () => {
    const lost = answering(() => Promise.reject(new TypeError('fetch failed')))
    expect(await lost.find(mail, 0)).toMatchObject({ ok: false, away: true })
  })
})

describe('an event of Resend', () => {
  // https://docs.svix.com/receiving/verifying-payloads/how-manual
  const body = '{"event_type":"ping","data":{"success":true}}'
  const seal = {
    id: 'msg_loFOjxBNrRLzqYUf',
    timestamp: '1731705121',
    signature: 'v1,rAvfW3dJ/X/qxhsaXPOyyCGmRKsaKWcsNccKXlIktD0=',
  }
  const port = answering(() => new Response())

  it('is believed by its seal, and ignored when it is of no use', async () => {
    expect(await port.readEvent(body, seal)).toEqual({ ok: true, event: null })
    const rotated = { ...seal, signature: `v1,AAAA ${seal.signature}` }
    expect(await port.readEvent(body, rotated)).toEqual({ ok: true, event: null })
  })

  it.each([
    ['another body', `${body} `, seal],
    ['another time', body, { ...seal, timestamp: '1731705122' }],
    ['another id', body, { ...seal, id: 'msg_2' }],
    ['no seal', body, { id: '', timestamp: '', signature: '' }],
  ])('with %s is not', async (_, text, given) => {
    expect(await port.readEvent(text, given)).toEqual({ ok: false, code: 'bad_signature' })
  })

  it('is not believed when it is old, or when there is no secret', async () => {
    const options = { apiKey: 're_1', apiBase: 'http://resend.test' }
    const late = { webhookSecret: 'whsec_plJ3nmyCDGBKInavdOK15jsl', nowMs: () => 1_731_705_422_000 }
    for (const rest of [late, { nowMs: () => 1_731_705_121_000 }]) {
      const read = await createResendMail({ ...options, ...rest }).readEvent(body, seal)
      expect(read).toEqual({ ok: false, code: 'bad_signature' })
    }
  })
})
