// Whether Resend has taken a mail: it can't be asked for an idempotency key, so each mail carries its own, unseen.
import * as v from 'valibot'
import type { MailFound, OutgoingMail } from '../ports/mail.ts'

/** A GET of Resend's API. Rejects when nobody answers. */
export type ReadJson = (path: string) => Promise<{ status: number; answer: unknown }>

/** A comment at the end of the mail's HTML. */
export const marked = (idempotencyKey: string): string => `<!-- ${idempotencyKey} -->`

/** Our clock and the provider's may differ by this much. */
const CLOCKS_DIFFER_MS = 300_000
/** Of a hundred mails each, newest first: more than a club sends in a week. */
const MOST_PAGES = 100

const sentPage = v.object({
  has_more: v.boolean(),
  data: v.array(v.object({ id: v.string(), to: v.array(v.string()), created_at: v.string() })),
})
type SentPage = v.InferOutput<typeof sentPage>

const sentMail = v.object({ id: v.string(), html: v.nullable(v.string()) })

type Wanted = Pick<OutgoingMail, 'to' | 'idempotencyKey'>

/**
 * Reads https://resend.com/docs/api-reference/emails/list-emails back to `sinceMs`, and each mail to this address.
 */
export async function findAmongSent(
  read: ReadJson,
  wanted: Wanted,
  sinceMs: number,
): Promise<MailFound> {
  let after = ''
  for (let pages = 0; pages < MOST_PAGES; pages += 1) {
    const { status, answer } = await read(`/emails?limit=100${after}`)
    if (!v.is(sentPage, answer)) return notTold(status)
    const recent = answer.data.filter(
      ({ created_at: createdAt }) => Date.parse(createdAt) >= sinceMs - CLOCKS_DIFFER_MS,
    )
    const found = await findOnPage(read, wanted, recent)
    if (found !== null) return found
    const last = recent.at(-1)
    if (!answer.has_more || last === undefined || recent.length < answer.data.length) {
      return { ok: true, providerId: null }
    }
    after = `&after=${last.id}`
  }
  return { ok: false, reason: 'resend_list_too_long', permanent: false, away: false }
}

/** Null: not on this page. */
async function findOnPage(
  read: ReadJson,
  { to, idempotencyKey }: Wanted,
  page: SentPage['data'],
): Promise<MailFound | null> {
  const isTo = (address: string) => address.toLowerCase() === to.toLowerCase()
  for (const { id } of page.filter((mail) => mail.to.some(isTo))) {
    const { status, answer } = await read(`/emails/${id}`)
    if (!v.is(sentMail, answer)) return notTold(status)
    if (answer.html?.includes(marked(idempotencyKey))) return { ok: true, providerId: id }
  }
  return null
}

const notTold = (status: number): MailFound => ({
  ok: false,
  reason: `resend_list_${status}`,
  permanent: false,
  away: status >= 500,
})
