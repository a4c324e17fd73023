// The mail port over Resend's HTTP API (https://resend.com/docs/api-reference/emails/send-email).
import * as v from 'valibot'
import type { Mail, MailResult, OutgoingMail } from '../ports/mail.ts'
import { base64 } from './base64.ts'
import { readResendEvent } from './resend-events.ts'
import { findAmongSent, marked, type ReadJson } from './resend-find.ts'

const TIMEOUT_MS = 15_000
/** Statuses that retrying won't change: the mail's own content or address is wrong. https://resend.com/docs/api-reference/errors */
const PERMANENT: ReadonlySet<number> = new Set([400, 413, 422])

export type ResendOptions = {
  apiKey: string
  apiBase: string
  /** Absent: no event is accepted. */
  webhookSecret?: string | undefined
  nowMs: () => number
  /** Absent: the platform's. */
  fetch?: typeof fetch | undefined
}

export function createResendMail(options: ResendOptions): Mail {
  const { apiKey, apiBase, fetch = globalThis.fetch } = options
  const read: ReadJson = async (path) => {
    const response = await fetch(`${apiBase}${path}`, {
      headers: { authorization: `Bearer ${apiKey}` },
      signal: AbortSignal.timeout(TIMEOUT_MS),
    })
    const answer: unknown = await response.json().catch(() => null)
    return { status: response.status, answer }
  }
  return {
    sendMs: 2 * TIMEOUT_MS,
    find: async (mail, sinceMs) => {
      try {
        return await findAmongSent(read, mail, sinceMs)
      } catch {
        return unreachable
      }
    },
    readEvent: (rawBody, seal) => readResendEvent(rawBody, seal, options),
    async send(mail) {
      try {
        const response = await fetch(`${apiBase}/emails`, {
          method: 'POST',
          headers: {
            authorization: `Bearer ${apiKey}`,
            'content-type': 'application/json',
            'idempotency-key': mail.idempotencyKey,
          },
          body: JSON.stringify(bodyOf(mail)),
          signal: AbortSignal.timeout(TIMEOUT_MS),
        })
        const answer: unknown = await response.json().catch(() => null)
        return response.ok
          ? { ok: true, providerId: v.is(accepted, answer) ? answer.id : null }
          : refusalOf(response.status, answer)
      } catch {
        return unreachable
      }
    },
  }
}

const unreachable = {
  ok: false,
  reason: 'resend_unreachable',
  permanent: false,
  away: true,
} as const

const accepted = v.object({ id: v.string() })
const knownKey = v.object({ name: v.literal('invalid_idempotent_request') })

/**
 * The provider knows the key with another body: an earlier attempt to send the same mail was accepted, and only the
 * answer was lost. `concurrent_idempotent_requests`, the other 409, doesn't mean that.
 */
function refusalOf(status: number, answer: unknown): MailResult {
  if (status === 409 && v.is(knownKey, answer)) return { ok: true, providerId: null }
  const permanent = PERMANENT.has(status)
  return { ok: false, reason: `resend_${status}`, permanent, away: status >= 500 }
}

function bodyOf(mail: OutgoingMail) {
  const { from, to, replyTo, subject, html, text, attachments, headers, idempotencyKey } = mail
  return {
    from,
    to: [to],
    ...(replyTo === undefined ? {} : { reply_to: replyTo }),
    subject,
    html: `${html}${marked(idempotencyKey)}`,
    text,
    ...(headers === undefined ? {} : { headers }),
    attachments: attachments.map(({ filename, contentType, bytes, contentId }) => ({
      filename,
      content: base64(bytes),
      content_type: contentType,
      ...(contentId === undefined ? {} : { content_id: contentId }),
    })),
  }
}
