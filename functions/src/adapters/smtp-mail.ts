// The mail port over SMTP (RFC 5321), by Nodemailer. Node only: Supabase's functions can't open the ports of mail.
import type { SendMailOptions, Transporter } from 'nodemailer'
import type { Mail, MailResult, OutgoingMail } from '../ports/mail.ts'

const TIMEOUT_MS = 15_000

export type SmtpOptions = {
  /** `smtps://user:password@mail.example:465`, or `smtp://…:587`, which is then encrypted by STARTTLS. */
  url: string
}

/**
 * SMTP knows no idempotency key. Each attempt at a mail has the same Message-ID, by which many mailboxes show one; where
 * the answer to a whole mail is lost, nobody can tell whether it was taken, and it is sent again.
 */
export function createSmtpMail({ url }: SmtpOptions): Mail {
  let transport: Promise<Transporter> | undefined
  return {
    /** A bounce comes as a mail to the sender's own mailbox. */
    readEvent: async () => ({ ok: false, code: 'bad_signature' }),
    /** A mail server can't be asked what it took. */
    find: async () => ({ ok: true, providerId: null }),
    async send(mail) {
      const from = addressOf(mail.from)
      if (from === null) return { ok: false, reason: 'smtp_sender', permanent: true, away: false }
      const messageId = `${mail.idempotencyKey}@${from.domain}`
      try {
        transport ??= openTransport(url)
        await (await transport).sendMail(messageOf(mail, messageId))
        return { ok: true, providerId: messageId }
      } catch (error) {
        return refusalOf(error)
      }
    },
  }
}

/** Loaded when it is needed: a bundle for another runtime carries none of it. */
async function openTransport(url: string): Promise<Transporter> {
  const { createTransport } = await import('nodemailer')
  const { hostname, protocol, username } = new URL(url)
  const here = /^(localhost|127\.|\[::1\])/.test(hostname)
  return createTransport({
    url,
    // A password never goes over a line in the clear, whatever the server says that it can do.
    requireTLS: protocol === 'smtp:' && username !== '' && !here,
    connectionTimeout: TIMEOUT_MS,
    greetingTimeout: TIMEOUT_MS,
    socketTimeout: TIMEOUT_MS,
    dnsTimeout: TIMEOUT_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
}

function addressOf(from: string): { domain: string } | null {
  const domain = /^(?:[^<>@]+<)?[^<>@\s]+@([^<>@\s]+?)>?$/.exec(from)?.[1]
  return domain === undefined ? null : { domain }
}

function messageOf(mail: OutgoingMail, messageId: string): SendMailOptions {
  const { from, to, replyTo, subject, html, text, attachments, headers } = mail
  return {
    ...{ from, to, subject, html, text },
    ...(replyTo === undefined ? {} : { replyTo }),
    messageId: `<${messageId}>`,
    // Out-of-office answers help nobody: RFC 3834.
    headers: { 'Auto-Submitted': 'auto-generated', ...headers },
    attachments: attachments.map(({ filename, contentType, bytes, contentId }) => ({
      ...{ filename, contentType, content: Buffer.from(bytes) },
      ...(contentId === undefined ? {} : { cid: contentId, contentDisposition: 'inline' as const }),
    })),
  }
}

/** What the server said of this recipient or these contents is final; what it said of us concerns every mail. */
function refusalOf(error: unknown): MailResult {
  const { responseCode, command, code } = error as {
    responseCode?: number
    command?: string
    code?: string
  }
  const ofThisMail = command === 'RCPT TO' || command === 'DATA' || code === 'EMESSAGE'
  if (responseCode === undefined) {
    return { ok: false, reason: 'smtp_unreachable', permanent: false, away: true }
  }
  const permanent = ofThisMail && responseCode >= 500
  const away = !ofThisMail || responseCode === 421
  return { ok: false, reason: `smtp_${responseCode}`, permanent, away }
}
