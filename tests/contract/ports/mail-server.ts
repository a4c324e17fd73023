// A real SMTP server on a port of its own, with a login, that keeps what it takes and refuses some mailboxes.
import type { AddressInfo } from 'node:net'
import { createSmtpMail } from '@maguey/functions/adapters/smtp-mail'
import type { Mail } from '@maguey/functions/ports/mail'
import { type ParsedMail, simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'
import { afterAll, beforeAll } from 'vitest'
import type { MailTarget } from './mail-port.ts'

type Letter = Record<'from' | 'replyTo' | 'subject' | 'text' | 'html' | 'messageId', string> & {
  unsubscribe: string
  autoSubmitted: string
  attachments: { filename: string; contentId: string; bytes: number[] }[]
}

export type MailServer = MailTarget & {
  mailAs: (password: string) => Mail
  /** The last mail that this mailbox got. */
  read: (to: string) => Promise<Letter>
}

const refusal = (responseCode: number) => Object.assign(new Error('refused'), { responseCode })

/** By what stands before the `@`. */
const REFUSED = new Map([
  ['no-such-box', 550],
  ['full', 452],
])

/** Listens while the tests of the block that calls this run. */
export function openMailServer(): MailServer {
  const taken: { to: string; raw: Buffer }[] = []
  const server = new SMTPServer({
    authMethods: ['PLAIN'],
    hideSTARTTLS: true,
    allowInsecureAuth: true,
    onAuth: ({ password }, _, done) =>
      password === 'right' ? done(null, { user: 'maguey' }) : done(refusal(535)),
    onRcptTo({ address }, _, done) {
      if (address.startsWith('cut-off')) return cutLines(server)
      const code = REFUSED.get(address.split('@')[0] ?? '')
      return code === undefined ? done() : done(refusal(code))
    },
    onData(stream, session, done) {
      const to = session.envelope.rcptTo.map(({ address }) => address).join()
      const parts: Buffer[] = []
      stream.on('data', (part: Buffer) => parts.push(part))
      stream.on('end', () => {
        if (to.startsWith('no-contents')) return done(refusal(554))
        if (to.startsWith('shut-down')) return done(refusal(421))
        taken.push({ to, raw: Buffer.concat(parts) })
        // It has the mail, and the line breaks before it can say so.
        if (to.startsWith('answer-lost')) return cutLines(server)
        done()
      })
    },
  })
  server.on('error', () => {})
  let port = 0
  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    port = (server.server.address() as AddressInfo).port
  })
  afterAll(() => new Promise<void>((resolve) => server.close(resolve)))
  // The port is known only once the server listens.
  const mailAs = (password: string): Mail => ({
    ...createSmtpMail({ url: 'smtp://127.0.0.1' }),
    send: (mail) =>
      createSmtpMail({ url: `smtp://maguey:${password}@127.0.0.1:${port}` }).send(mail),
  })
  return {
    mail: mailAs('right'),
    mailAs,
    delivered: async (to) => taken.filter((mail) => mail.to === to).length,
    async read(to) {
      const last = taken.findLast((mail) => mail.to === to)
      if (last === undefined) throw new Error('no mail')
      return letterOf(await simpleParser(last.raw, { skipImageLinks: true }))
    },
  }
}

function cutLines({ connections }: SMTPServer): void {
  for (const connection of connections as Set<{ _socket: { destroy(): void } }>)
    connection._socket.destroy()
}

function letterOf(mail: ParsedMail): Letter {
  const { list } = Object.fromEntries(mail.headers) as {
    list?: { unsubscribe?: { url?: string } }
  }
  return {
    from: mail.from?.text.replaceAll('"', '') ?? '',
    replyTo: mail.replyTo?.text ?? '',
    subject: mail.subject ?? '',
    text: mail.text ?? '',
    html: mail.html || '',
    messageId: mail.messageId ?? '',
    unsubscribe: list?.unsubscribe?.url ?? '',
    autoSubmitted: String(mail.headers.get('auto-submitted')),
    attachments: mail.attachments.map(({ filename = '', cid = '', content }) => ({
      ...{ filename, contentId: cid, bytes: [...content] },
    })),
  }
}
