// The mail port in memory: one delivery for each idempotency key, whatever comes after it under the same key.
import type { Mail, MailResult, OutgoingMail } from '../ports/mail.ts'

/**
 * @param sent what was delivered, in order
 * @param results what happens instead of the next sendings, first in first out
 */
export function createMemoryMail(sent: OutgoingMail[], results: MailResult[] = []): Mail {
  const known = new Map<string, { body: string; providerId: string }>()
  return {
    sendMs: 15_000,
    async send(mail) {
      const scripted = results.shift()
      if (scripted !== undefined) return scripted
      const body = JSON.stringify(mail, (_, value) =>
        value instanceof Uint8Array ? Array.from(value) : value,
      )
      const earlier = known.get(mail.idempotencyKey)
      if (earlier !== undefined) {
        return { ok: true, providerId: earlier.body === body ? earlier.providerId : null }
      }
      if (!/^[^<>@]+<[^<>@\s]+@[^<>@\s]+>$/.test(mail.from)) {
        return { ok: false, reason: 'resend_422', permanent: true, away: false }
      }
      sent.push(mail)
      const providerId = `provider-${sent.length}`
      known.set(mail.idempotencyKey, { body, providerId })
      return { ok: true, providerId }
    },
    find: async ({ idempotencyKey }) => ({
      ok: true,
      providerId: known.get(idempotencyKey)?.providerId ?? null,
    }),
    /** Nobody vouches for anything here. */
    readEvent: async () => ({ ok: false, code: 'bad_signature' }),
  }
}
