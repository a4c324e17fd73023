// The mail port over Resend's HTTP API (https://resend.com/docs/api-reference/emails/send-email).
import type { Mail, OutgoingMail } from '../ports/mail.ts'
import { base64 } from './base64.ts'

const TIMEOUT_MS = 15_000

export function createResendMail(options: {
  apiKey: string
  apiBase: string
  /** Absent: the platform's. */
  fetch?: typeof fetch | undefined
}): Mail {
  const { apiKey, apiBase, fetch = globalThis.fetch } = options
  return {
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
        if (!response.ok) {
          await response.body?.cancel()
          return { ok: false, reason: `resend_${response.status}` }
        }
        const answer = (await response.json()) as { id?: unknown }
        return { ok: true, providerId: typeof answer.id === 'string' ? answer.id : 'unknown' }
      } catch {
        return { ok: false, reason: 'resend_unreachable' }
      }
    },
  }
}

function bodyOf({ from, to, subject, html, text, attachments }: OutgoingMail) {
  return {
    from,
    to: [to],
    subject,
    html,
    text,
    attachments: attachments.map(({ filename, contentType, bytes, contentId }) => ({
      filename,
      content: base64(bytes),
      content_type: contentType,
      ...(contentId === undefined ? {} : { content_id: contentId }),
    })),
  }
}
