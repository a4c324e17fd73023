// /pay/:session: the page that the customer is sent to, and the form that it posts.
import type { Context, Hono } from 'hono'
import type { ApiParts } from './api-request.ts'
import { endedPageHtml, payPageHtml, type Typed } from './pay-page-html.ts'
import { type PayErrorCode, pageLocale } from './pay-page-text.ts'
import { paySession } from './pay-session.ts'
import type { SessionRecord } from './simulator-state.ts'
import { readCard } from './test-cards.ts'

const NOTHING_TYPED: Typed = { number: '', expiry: '', name: '', email: '' }

export function addPayPage(app: Hono, parts: ApiParts): void {
  app.get('/pay/:session', (c) => show(c, parts, NOTHING_TYPED, null))
  app.post('/pay/:session', async (c) => {
    const form = new URLSearchParams(await c.req.text())
    const typed: Typed = {
      number: form.get('cardNumber') ?? '',
      expiry: form.get('cardExpiry') ?? '',
      name: form.get('billingName')?.trim() ?? '',
      email: form.get('email')?.trim() ?? '',
    }
    const error = pay(c, parts, typed, form.get('cardCvc') ?? '')
    await parts.save()
    return await show(c, parts, typed, error)
  })
}

/** Tries to pay; returns the error code, or null when the session is now over one way or another. */
function pay(c: Context, { context }: ApiParts, typed: Typed, cvc: string): PayErrorCode | null {
  const record = recordOf(c, context.state.sessions)
  if (record === undefined) return null
  if (record.session.customer_email === null && !typed.email.includes('@')) return 'missing_email'
  const card = readCard({ ...typed, cvc }, context.clock.nowMs())
  if (typeof card === 'string') return card
  const result = paySession(context, record, {
    card,
    email: typed.email === '' ? null : typed.email,
    name: typed.name === '' ? null : typed.name,
  })
  if (result.outcome !== 'declined') return null
  const { code, declineCode } = result.decline
  return declineCode === 'insufficient_funds' ? 'insufficient_funds' : code
}

async function show(
  c: Context,
  { context }: ApiParts,
  typed: Typed,
  error: PayErrorCode | null,
): Promise<Response> {
  const record = recordOf(c, context.state.sessions)
  const locale = pageLocale(record?.session.locale ?? null, c.req.header('accept-language') ?? '')
  const nonce = context.newId('n')
  c.header('cache-control', 'no-store')
  c.header('referrer-policy', 'no-referrer')
  c.header(
    'content-security-policy',
    `default-src 'none'; style-src 'unsafe-inline'; script-src 'nonce-${nonce}'; img-src data:; font-src data:; base-uri 'none'; frame-ancestors 'none'`,
  )
  if (record === undefined) return await c.html(endedPageHtml(locale, 'unknown', null), 404)
  const { session } = record
  if (session.status === 'complete') return c.redirect(successUrl(record), 303)
  if (session.status === 'expired') {
    return await c.html(endedPageHtml(locale, 'expired', session.cancel_url))
  }
  return await c.html(payPageHtml({ record, locale, nonce, typed, error }))
}

const recordOf = (c: Context, sessions: Record<string, SessionRecord>): SessionRecord | undefined =>
  sessions[c.req.param('session') ?? '']

/** Stripe fills in this one placeholder, written literally. */
const successUrl = ({ session }: SessionRecord): string =>
  (session.success_url ?? '/').replaceAll('{CHECKOUT_SESSION_ID}', session.id)
