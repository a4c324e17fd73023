// What Resend reports of a mail that it took: https://resend.com/docs/dashboard/webhooks/event-types, sealed by Svix.
import * as v from 'valibot'
import type { Mail, MailEventSeal } from '../ports/mail.ts'
import { equalSecrets } from '../secrets.ts'
import { base64 } from './base64.ts'

/** Older messages are rejected, as they may be replayed. */
const TOLERANCE_MS = 5 * 60_000

const eventSchema = v.object({ type: v.string(), data: v.object({ email_id: v.string() }) })

const KINDS: Readonly<Record<string, 'bounced' | 'complained'>> = {
  'email.bounced': 'bounced',
  'email.complained': 'complained',
}

export async function readResendEvent(
  rawBody: string,
  seal: MailEventSeal,
  options: { webhookSecret?: string | undefined; nowMs: () => number },
): ReturnType<Mail['readEvent']> {
  if (!(await sealHolds(rawBody, seal, options))) return { ok: false, code: 'bad_signature' }
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), eventSchema), rawBody)
  const kind = parsed.success ? KINDS[parsed.output.type] : undefined
  if (!parsed.success || kind === undefined) return { ok: true, event: null }
  return { ok: true, event: { kind, providerId: parsed.output.data.email_id } }
}

/** HMAC-SHA256 over `id.timestamp.body`; the header may list several, while a secret is rotated. */
async function sealHolds(
  rawBody: string,
  { id, timestamp, signature }: MailEventSeal,
  { webhookSecret, nowMs }: { webhookSecret?: string | undefined; nowMs: () => number },
): Promise<boolean> {
  if (webhookSecret === undefined) return false
  if (!(Math.abs(Number(timestamp) * 1000 - nowMs()) <= TOLERANCE_MS)) return false
  const expected = `v1,${await mac(webhookSecret, `${id}.${timestamp}.${rawBody}`)}`
  for (const given of signature.split(' ')) if (await equalSecrets(given, expected)) return true
  return false
}

/** @param secret `whsec_` and the key in base64, as Svix hands it out */
export async function mac(secret: string, text: string): Promise<string> {
  const raw = Uint8Array.from(atob(secret.replace(/^whsec_/, '')), (one) => one.charCodeAt(0))
  const algorithm = { name: 'HMAC', hash: 'SHA-256' }
  const key = await crypto.subtle.importKey('raw', raw, algorithm, false, ['sign'])
  const bytes = new TextEncoder().encode(text)
  return base64(new Uint8Array(await crypto.subtle.sign('HMAC', key, bytes)))
}
