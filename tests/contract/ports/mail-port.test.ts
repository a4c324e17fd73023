// The mail port: the unit tests' fake, and Resend's adapter against the inbox that stands in for Resend.
import { createResendMail } from '@maguey/functions/adapters/resend-mail'
import type { OutgoingMail } from '@maguey/functions/ports/mail'
import { createMemoryMail } from '@maguey/functions/testing/memory-mail'
import { createInbox } from '@maguey/local-stack/inbox/create-inbox'
import { describe } from 'vitest'
import { type MailTarget, mailPortSuite } from './mail-port.ts'

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
])('%s', (_, target) => mailPortSuite(() => target))
