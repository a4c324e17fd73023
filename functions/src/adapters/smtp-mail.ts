// The mail port over SMTP (RFC 5321), by Nodemailer. Node only: Supabase's functions can't open the ports of mail.
import type { SendMailOptions, Transporter } from 'nodemailer'
import type { Mail, MailResult, OutgoingMail } from '../ports/mail.ts'

const TIMEOUT_MS = 15_000
/** A server may search a whole mail for viruses before it answers: RFC 5321 asks for minutes. */
const ANSWER_TIMEOUT_MS = 300_000
/** Then nobody waits any more, however slowly the server goes on. */
const GIVE_UP_MS = 330_000

export type SmtpOptions = {
  /** `smtps://user:password@mail.example:465`, or `smtp://…:587`, which is then encrypted by STARTTLS. */
  url: string
}

/**
 * SMTP knows no idempotency key. Each attempt at a mail has the same Message-ID, by which many mailboxes show one; where
 * the answer to a whole mail is lost, nobody can tell whether it was taken: `smtp_answer_lost`, and it is sent once more.
 */
export function createSmtpMail({ url }: SmtpOptions): Mail {
  let transport: Promise<Transporter> | undefined
  const whole = new Set<string>()
  return {
    sendMs: GIVE_UP_MS,
    /** A bounce comes as a mail to the sender's own mailbox. */
    readEvent: async () => ({ ok: false, code: 'bad_signature' }),
    /** A mail server can't be asked what it took. */
    find: async () => ({ ok: true, providerId: null }),
    async send(mail) {
      const from = addressOf(mail.from)
      if (from === null) return { ok: false, reason: 'smtp_sender', permanent: true, away: false }
      const messageId = `${mail.idempotencyKey}@${from.domain}`
      try {
        transport ??= openTransport(url, whole).catch((error: unknown) => {
          transport = undefined
          throw error
        })
        const sent = (await transport).sendMail(messageOf(mail, messageId))
        return (await inTime(sent)) ? { ok: true, providerId: messageId } : ANSWER_LOST
      } catch (error) {
        return refusalOf(error, whole.has(`<${messageId}>`))
      } finally {
        whole.delete(`<${messageId}>`)
      }
    },
  }
}

const ANSWER_LOST: MailResult = {
  ok: false,
  reason: 'smtp_answer_lost',
  permanent: false,
  away: true,
}

/** False once it has taken too long; what it comes to then, nobody hears. */
async function inTime(sent: Promise<unknown>): Promise<boolean> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), GIVE_UP_MS)
  })
  try {
    return await Promise.race([sent.then(() => true as const), late])
  } finally {
    clearTimeout(timer)
  }
}

/**
 * Loaded when it is needed: a bundle for another runtime carries none of it.
 *
 * @param whole gets the Message-ID of each mail whose last byte has gone out
 */
async function openTransport(url: string, whole: Set<string>): Promise<Transporter> {
  const { createTransport } = await import('nodemailer')
  const { hostname, protocol, username } = new URL(url)
  const here = /^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname)
  const transport = createTransport({
    url,
    // A password never goes over a line in the clear, whatever the server says that it can do.
    requireTLS: protocol === 'smtp:' && username !== '' && !here,
    connectionTimeout: TIMEOUT_MS,
    greetingTimeout: TIMEOUT_MS,
    socketTimeout: ANSWER_TIMEOUT_MS,
    dnsTimeout: TIMEOUT_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  transport.use('stream', ({ message, data }, done) => {
    // The connection reads this stream only once the server has asked for the contents.
    message.processFunc((bytes) => bytes.once('end', () => whole.add(data.messageId ?? '')))
    done()
  })
  return transport
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
function refusalOf(error: unknown, whole: boolean): MailResult {
  const { responseCode, command, code } = error as {
    responseCode?: number
    command?: string
    code?: string
  }
  if (responseCode === undefined) {
    // Refused before it went out: an address or a size that SMTP, or this server, has no room for.
    if ((code === 'EMESSAGE' || code === 'EENVELOPE') && command !== 'DATA')
      return { ok: false, reason: `smtp_${code.toLowerCase()}`, permanent: true, away: false }
    if (whole) return ANSWER_LOST
    return { ok: false, reason: 'smtp_unreachable', permanent: false, away: true }
  }
  const ofThisMail = command === 'RCPT TO' || command === 'DATA' || code === 'EMESSAGE'
  const permanent = ofThisMail && responseCode >= 500
  const away = !ofThisMail || responseCode === 421
  return { ok: false, reason: `smtp_${responseCode}`, permanent, away }
}
