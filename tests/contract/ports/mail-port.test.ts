// The mail port: the unit tests' fake, and Resend's adapter against the inbox that stands in for Resend.
import { createResendMail } from '@maguey/functions/adapters/resend-mail'
import type { OutgoingMail } from '@maguey/functions/ports/mail'
import { createMemoryMail } from '@maguey/functions/testing/memory-mail'
import { createInbox } from '@maguey/local-stack/inbox/create-inbox'
import { describe, expect, it } from 'vitest'
import { letter, type MailTarget, mailPortSuite, rememberedKeysSuite } from './mail-port.ts'
import { openMailServer } from './mail-server.ts'

function fake(): MailTarget {
  const sent: OutgoingMail[] = []
  return {
    mail: createMemoryMail(sent),
    delivered: async (to) => sent.filter((mail) => mail.to === to).length,
  }
}

function real(): MailTarget {
  const inbox = createInbox({ apiKey: 're_1' })
  const mail = createResendMail({
    apiKey: 're_1',
    apiBase: 'http://inbox.test',
    nowMs: Date.now,
    fetch: async (url, init) => inbox.app.fetch(new Request(url, init)),
  })
  return {
    mail,
    async delivered(to) {
      const list = await inbox.app.request('/api/emails')
      const emails = (await list.json()) as { to: string[] }[]
      return emails.filter((email) => email.to.includes(to)).length
    },
  }
}

describe.each([
  ['the fake', fake()],
  ['Resend’s adapter before the inbox', real()],
])('%s', (_, target) => {
  mailPortSuite(() => target)
  rememberedKeysSuite(() => target)
})

describe('the SMTP adapter before a mail server', () => {
  const server = openMailServer()
  mailPortSuite(() => server)

  it('brings text, HTML, pictures that the HTML shows, files and headers', async () => {
    const mail = letter({
      replyTo: 'hola@maguey.example',
      subject: 'Tus boletos para Perreo ñ',
      html: '<img src="cid:a"> ¡Hola!',
      text: '¡Hola!',
      headers: { 'List-Unsubscribe': '<https://api.example/stop>' },
    })
    await server.mail.send(mail)
    const read = await server.read(mail.to)
    expect(read).toMatchObject({
      from: 'Maguey <tickets@maguey.example>',
      replyTo: 'hola@maguey.example',
      subject: 'Tus boletos para Perreo ñ',
      text: '¡Hola!',
      html: '<img src="cid:a"> ¡Hola!',
      unsubscribe: 'https://api.example/stop',
      autoSubmitted: 'auto-generated',
      attachments: [{ filename: 'a.png', contentId: 'a', bytes: [1, 2] }],
    })
  })

  it('sends twice what it is asked twice, under one Message-ID, by which mailboxes show one', async () => {
    const mail = letter()
    const first = await server.mail.send(mail)
    expect(await server.mail.send(mail)).toEqual(first)
    expect(first).toEqual({ ok: true, providerId: `${mail.idempotencyKey}@maguey.example` })
    expect(await server.delivered(mail.to)).toBe(2)
    expect((await server.read(mail.to)).messageId).toBe(`<${mail.idempotencyKey}@maguey.example>`)
  })

  it.each([
    ['an address that it refuses', 'no-such-box', { permanent: true, away: false }, 'smtp_550'],
    ['a mailbox that is full', 'full', { permanent: false, away: false }, 'smtp_452'],
    ['contents that it refuses', 'no-contents', { permanent: true, away: false }, 'smtp_554'],
    ['a server that shuts down', 'shut-down', { permanent: false, away: true }, 'smtp_421'],
  ])('tells %s from what a retry mends', async (_, box, rest, reason) => {
    const answer = await server.mail.send(letter({ to: `${box}@example.com` }))
    expect(answer).toEqual({ ok: false, reason, ...rest })
  })

  it('waits when it is refused at the login, as every mail would be', async () => {
    const answer = await server.mailAs('wrong').send(letter())
    expect(answer).toEqual({ ok: false, reason: 'smtp_535', permanent: false, away: true })
  })

  it('can’t tell what became of a mail whose answer was lost, and says only that', async () => {
    const mail = letter({ to: 'answer-lost@example.com' })
    const answer = await server.mail.send(mail)
    expect(answer).toEqual({ ok: false, reason: 'smtp_answer_lost', permanent: false, away: true })
    expect(await server.delivered(mail.to)).toBe(1)
  })

  it('knows that nothing was taken when the line breaks before the contents', async () => {
    const answer = await server.mail.send(letter({ to: 'cut-off@example.com' }))
    expect(answer).toEqual({ ok: false, reason: 'smtp_unreachable', permanent: false, away: true })
  })

  it('lets one impossible address hold up no other mail', async () => {
    const answer = await server.mail.send(letter({ to: '<>' }))
    expect(answer).toEqual({ ok: false, reason: 'smtp_eenvelope', permanent: true, away: false })
  })

  it('refuses a sender without an address', async () => {
    const answer = await server.mail.send(letter({ from: 'nobody' }))
    expect(answer).toMatchObject({ ok: false, reason: 'smtp_sender', permanent: true })
  })
})
