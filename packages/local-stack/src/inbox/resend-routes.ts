// Resend's own endpoints, as far as our mail adapter uses them.
import { createHash, timingSafeEqual } from 'node:crypto'
import type { Context, Hono } from 'hono'
import * as v from 'valibot'
import { emailRequest } from './email-request.ts'
import type { EmailStore, StoredEmail } from './email-store.ts'

export type ResendParts = {
  readonly store: EmailStore
  readonly apiKey: string
  readonly nowMs: () => number
  readonly newId: () => string
}

const KEY_KEPT_MS = 24 * 3_600_000

/** `POST /emails` → `{id}`; `GET /emails`; `GET /emails/:id`. Errors are Resend's: `{statusCode, name, message}`. */
export function addResendRoutes(app: Hono, parts: ResendParts): void {
  app.post('/emails', async (c) => refuseKey(c, parts) ?? (await receive(c, parts)))
  app.get('/emails', (c) => refuseKey(c, parts) ?? listEmails(c, parts))
  app.get('/emails/:id', (c) => {
    const refused = refuseKey(c, parts)
    if (refused !== null) return refused
    const email = parts.store.get(c.req.param('id'))
    if (email === undefined) return failed(c, 404, 'not_found', 'Email not found')
    const {
      idempotency: _key,
      sequence: _order,
      attachments: _files,
      headers: _own,
      ...shown
    } = email
    return c.json({ object: 'email', last_event: 'delivered', scheduled_at: null, ...shown })
  })
}

/** Newest first. https://resend.com/docs/api-reference/emails/list-emails */
function listEmails(c: Context, { store }: ResendParts): Response {
  const { limit: wanted = '20', after } = c.req.query()
  const limit = Number(wanted)
  if (!Number.isInteger(limit) || limit < 1 || limit > 100) {
    return failed(c, 422, 'validation_error', 'The `limit` must be between 1 and 100.')
  }
  const all = store.list()
  const from = after === undefined ? 0 : all.findIndex(({ id }) => id === after) + 1
  const data = all.slice(from, from + limit).map((email) => ({
    id: email.id,
    to: email.to,
    from: email.from,
    created_at: email.created_at,
    subject: email.subject,
    last_event: 'delivered',
    scheduled_at: null,
  }))
  return c.json({ object: 'list', has_more: from + limit < all.length, data })
}

async function receive(c: Context, parts: ResendParts): Promise<Response> {
  const body = await c.req.text()
  const key = c.req.header('idempotency-key')
  if (key !== undefined && (key.length < 1 || key.length > 256)) {
    return failed(
      c,
      400,
      'invalid_idempotency_key',
      'The key must be between 1 and 256 characters.',
    )
  }
  const requestHash = digest(body).toString('hex')
  const earlier = key === undefined ? undefined : keptBy(parts, key)
  if (earlier !== undefined) {
    if (earlier.idempotency?.requestHash === requestHash) return c.json({ id: earlier.id })
    return failed(
      c,
      409,
      'invalid_idempotent_request',
      'This idempotency key has been used on a request with a different payload.',
    )
  }
  const parsed = v.safeParse(emailRequest, parseJson(body))
  if (!parsed.success) return failed(c, 422, 'validation_error', messageOf(parsed.issues[0]))
  const id = parts.newId()
  await parts.store.add({
    ...parsed.output,
    id,
    created_at: new Date(parts.nowMs()).toISOString(),
    idempotency: key === undefined ? null : { key, requestHash },
  })
  return c.json({ id })
}

function keptBy({ store, nowMs }: ResendParts, key: string): StoredEmail | undefined {
  const email = store.byKey(key)
  if (email === undefined || Date.parse(email.created_at) + KEY_KEPT_MS <= nowMs()) return undefined
  return email
}

function refuseKey(c: Context, { apiKey }: ResendParts): Response | null {
  const given = /^Bearer\s+(\S+)$/i.exec(c.req.header('authorization') ?? '')?.[1]
  if (given === undefined) return failed(c, 401, 'missing_api_key', 'Missing API Key')
  if (!timingSafeEqual(digest(given), digest(apiKey))) {
    return failed(c, 403, 'invalid_api_key', 'API key is invalid')
  }
  return null
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest()

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}

/** Names the field, never its value. */
function messageOf(issue: v.BaseIssue<unknown>): string {
  const field = (issue.path ?? []).map((item) => String(item.key)).join('.')
  if (issue.type === 'check') return issue.message
  if (issue.received === 'undefined' && field !== '') return `Missing \`${field}\` field.`
  return field === '' ? 'The body must be a JSON object.' : `Invalid \`${field}\` field.`
}

const failed = (
  c: Context,
  statusCode: 400 | 401 | 403 | 404 | 409 | 422,
  name: string,
  message: string,
): Response => c.json({ statusCode, name, message }, statusCode)
