// The inbox as HTML: a list, one e-mail, and that e-mail's own HTML for the sandboxed frame.
import { html, raw } from 'hono/html'
import { brandFaces, brandIcon, brandMark, brandStyle } from '../brand-page.ts'
import type { StoredEmail } from './email-store.ts'
import { INBOX_SCRIPT, INBOX_STYLE } from './inbox-style.ts'
import { type InboxLocale, inboxText } from './inbox-text.ts'

type Markup = ReturnType<typeof html>

export type EmailView = 'html' | 'text' | 'headers'

export function inboxListHtml(
  emails: readonly StoredEmail[],
  locale: InboxLocale,
  nonce: string,
): Markup {
  const text = inboxText[locale]
  const rows = emails.map(
    (email) => html`<li><a href="/inbox/${email.id}">
      <b>${email.subject}</b>${timeHtml(email.created_at, locale)}
      <small>${text.to} ${email.to.join(', ')}</small>
      ${email.attachments.length === 0 ? '' : html`<small class="clip">${text.attachments(email.attachments.length)}</small>`}
    </a></li>`,
  )
  const body =
    emails.length === 0
      ? html`<div class="empty">${brandMark}<h1>${text.emptyTitle}</h1><p>${text.emptyText}</p></div>`
      : html`<h1>${text.title}</h1><ul class="mails">${rows}</ul>`
  return pageHtml({
    locale,
    title: text.title,
    note: text.count(emails.length),
    body,
    attributes: html`data-newest="${emails[0]?.id ?? ''}"`,
    end: html`<script nonce="${nonce}">${raw(INBOX_SCRIPT)}</script>`,
  })
}

export function emailHtml(email: StoredEmail, view: EmailView, locale: InboxLocale): Markup {
  const text = inboxText[locale]
  const tab = (name: EmailView, label: string) =>
    html`<a href="/inbox/${email.id}?view=${name}" ${name === view ? raw('aria-current="page"') : ''}>${label}</a>`
  return pageHtml({
    locale,
    title: email.subject,
    note: '',
    body: html`<h1>${email.subject}</h1>
      ${factsHtml(email, locale)}
      <nav aria-label="${text.views}">${tab('html', text.message)}${tab('text', text.plain)}${tab('headers', text.headers)}</nav>
      ${viewHtml(email, view, locale)}
      ${filesHtml(email, locale)}`,
  })
}

export const missingHtml = (locale: InboxLocale): Markup =>
  pageHtml({
    locale,
    title: inboxText[locale].missingTitle,
    note: '',
    body: html`<div class="empty">${brandMark}<h1>${inboxText[locale].missingTitle}</h1><p><a href="/inbox">${inboxText[locale].all}</a></p></div>`,
  })

/** The e-mail's HTML with `cid:` images pointing to its attachments, and links opening outside the frame. */
export function frameHtml(email: StoredEmail): string {
  const withImages = (email.html ?? '').replace(/cid:([^"'\s)>]+)/g, (whole, id: string) => {
    const index = email.attachments.findIndex((file) => file.content_id === decoded(id))
    return index < 0 ? whole : attachmentUrl(email, index)
  })
  return `<!doctype html><base target="_blank">${withImages.replace(/^\s*<!doctype[^>]*>/i, '')}`
}

export const attachmentUrl = (email: StoredEmail, index: number): string =>
  `/inbox/${email.id}/attachments/${index}`

function decoded(id: string): string {
  try {
    return decodeURIComponent(id)
  } catch {
    return id
  }
}

function factsHtml(email: StoredEmail, locale: InboxLocale): Markup {
  const text = inboxText[locale]
  const row = (name: string, values: readonly string[]) =>
    values.length === 0 ? '' : html`<dt>${name}</dt><dd>${values.join(', ')}</dd>`
  return html`<dl>
    ${row(text.from, [email.from])}${row(text.to, email.to)}
    ${row(text.copies, [...email.cc, ...email.bcc])}${row(text.replyTo, email.reply_to)}
    <dt>${text.sent}</dt><dd>${timeHtml(email.created_at, locale)}</dd>
  </dl>`
}

function viewHtml(email: StoredEmail, view: EmailView, locale: InboxLocale): Markup {
  const text = inboxText[locale]
  if (view === 'text') {
    return email.text === null ? html`<p>${text.noText}</p>` : html`<pre>${email.text}</pre>`
  }
  if (view === 'headers') {
    const lines = Object.entries(email.headers).map(([name, value]) => `${name}: ${value}`)
    return lines.length === 0
      ? html`<p>${text.noHeaders}</p>`
      : html`<pre>${lines.join('\n')}</pre>`
  }
  if (email.html === null) return html`<p>${text.noHtml}</p>`
  return html`<iframe title="${text.message}" src="/inbox/${email.id}/body" sandbox="allow-popups allow-popups-to-escape-sandbox"></iframe>`
}

const FILE_ICON = raw(
  '<svg viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"><path d="M14 3H7a2 2 0 0 0-2 2v14a2 2 0 0 0 2 2h10a2 2 0 0 0 2-2V8z"/><path d="M14 3v5h5M12 11v6m-2.5-2.5L12 17l2.5-2.5"/></svg>',
)

function filesHtml(email: StoredEmail, locale: InboxLocale): Markup | string {
  if (email.attachments.length === 0) return ''
  const text = inboxText[locale]
  const files = email.attachments.map((file, index) => {
    const url = attachmentUrl(email, index)
    const size = `${Math.ceil((file.content.length * 3) / 4 / 1024)} kB`
    const note = file.content_id === null ? size : `${size}, ${text.inline}`
    const icon = /^image\/(png|jpeg|webp|gif)$/.test(file.content_type)
      ? html`<img src="${url}" alt="">`
      : FILE_ICON
    return html`<li><a href="${url}?download" download="${file.filename}">${icon}<span><span class="unseen">${text.download} </span><b>${file.filename}</b><small>${note}</small></span></a></li>`
  })
  return html`<h2>${text.attachments(files.length)}</h2><ul class="files">${files}</ul>`
}

const timeHtml = (iso: string, locale: InboxLocale): Markup => {
  const shown = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'medium' })
  return html`<time datetime="${iso}">${shown.format(new Date(iso))}</time>`
}

type Page = {
  readonly locale: InboxLocale
  readonly title: string
  readonly note: string
  readonly body: Markup
  readonly attributes?: Markup
  readonly end?: Markup
}

const pageHtml = ({ locale, title, note, body, attributes, end }: Page): Markup =>
  html`<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · Maguey</title>
${brandIcon}
${brandFaces}
${brandStyle(INBOX_STYLE)}
</head>
<body ${attributes ?? ''}>
<header class="bar">${brandMark}<a href="/inbox">${inboxText[locale].title}</a><span>${note}</span></header>
<main>${body}</main>${end ?? ''}
</body>
</html>`
