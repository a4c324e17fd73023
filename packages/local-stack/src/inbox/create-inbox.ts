// A stand-in for Resend and for everybody's mailbox: accepts e-mail as Resend does, stores it and shows it.
import { randomBytes, randomUUID } from 'node:crypto'
import { type Context, Hono } from 'hono'
import { type EmailStore, openEmailStore, type StoredEmail } from './email-store.ts'
import { type EmailView, emailHtml, frameHtml, inboxListHtml, missingHtml } from './inbox-html.ts'
import { inboxLocale } from './inbox-text.ts'
import { addResendRoutes } from './resend-routes.ts'

export type InboxOptions = {
  /** The one key that `POST /emails` accepts, `re_…`. */
  readonly apiKey: string
  /** Folder for the e-mails, created if missing; without it they are in memory only. */
  readonly folder?: string
  readonly nowMs?: () => number
  readonly newId?: () => string
}

export type Inbox = {
  readonly app: Hono
  readonly close: () => Promise<void>
}

/**
 * - `POST /emails`, `GET /emails/:id`: Resend's API
 * - `GET /api/emails`, `GET /api/emails/:id`, `DELETE /api/emails`: for tests, without a key
 * - `GET /inbox`, `/inbox/:id?view=html|text|headers`, `/inbox/:id/attachments/:index`: for people
 */
export function createInbox(options: InboxOptions): Inbox {
  const store = openEmailStore(options.folder)
  const app = new Hono()
  addResendRoutes(app, {
    store,
    apiKey: options.apiKey,
    nowMs: options.nowMs ?? Date.now,
    newId: options.newId ?? randomUUID,
  })
  addJsonRoutes(app, store)
  addPages(app, store)
  return { app, close: () => store.idle() }
}

function addJsonRoutes(app: Hono, store: EmailStore): void {
  app.get('/api/emails', (c) =>
    c.json(
      store.list().map(({ id, to, subject, created_at }) => ({ id, to, subject, created_at })),
    ),
  )
  app.get('/api/emails/:id', (c) => {
    const email = store.get(c.req.param('id'))
    if (email === undefined) return c.json({ error: 'not_found' }, 404)
    const { idempotency: _key, sequence: _order, ...shown } = email
    return c.json(shown)
  })
  app.delete('/api/emails', (c) => {
    store.clear()
    return c.body(null, 204)
  })
}

function addPages(app: Hono, store: EmailStore): void {
  const emailOf = (c: Context): StoredEmail | undefined => store.get(c.req.param('id') ?? '')
  app.get('/', (c) => c.redirect('/inbox'))
  app.get('/inbox', (c) => {
    const nonce = randomBytes(12).toString('base64url')
    setPolicy(c, `script-src 'nonce-${nonce}'; connect-src 'self'`)
    return c.html(inboxListHtml(store.list(), localeOf(c), nonce))
  })
  app.get('/inbox/:id', (c) => {
    setPolicy(c, "frame-src 'self'")
    const email = emailOf(c)
    if (email === undefined) return c.html(missingHtml(localeOf(c)), 404)
    return c.html(emailHtml(email, viewOf(c), localeOf(c)))
  })
  app.get('/inbox/:id/body', (c) => {
    const email = emailOf(c)
    if (email === undefined) return c.text('', 404)
    const { origin } = new URL(c.req.url)
    c.header(
      'content-security-policy',
      `default-src 'none'; img-src ${origin} http: https: data:; style-src 'unsafe-inline'; font-src https: data:; frame-ancestors 'self'`,
    )
    return c.html(frameHtml(email))
  })
  app.get('/inbox/:id/attachments/:index', (c) => {
    const file = emailOf(c)?.attachments[Number(c.req.param('index'))]
    if (file === undefined) return c.text('', 404)
    c.header('content-type', file.content_type)
    c.header('x-content-type-options', 'nosniff')
    c.header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'; sandbox")
    if (c.req.query('download') !== undefined) {
      c.header(
        'content-disposition',
        `attachment; filename*=UTF-8''${encodeURIComponent(file.filename)}`,
      )
    }
    return c.body(Buffer.from(file.content, 'base64'))
  })
}

const setPolicy = (c: Context, more: string): void =>
  c.header(
    'content-security-policy',
    `default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; font-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; ${more}`,
  )

const localeOf = (c: Context) => inboxLocale(c.req.header('accept-language') ?? '')

const viewOf = (c: Context): EmailView => {
  const view = c.req.query('view')
  return view === 'text' || view === 'headers' ? view : 'html'
}
