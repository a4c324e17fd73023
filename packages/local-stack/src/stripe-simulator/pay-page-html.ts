// The hosted pay page as HTML. It works without JavaScript; the script only makes typing easier.

import { html, raw } from 'hono/html'
import type Stripe from 'stripe'
import { brandIcon, brandMark, brandStyle } from '../brand-page.ts'
import { PAY_SCRIPT, PAY_STYLE } from './pay-page-style.ts'
import { type PageLocale, type PayErrorCode, payText } from './pay-page-text.ts'
import type { SessionRecord } from './simulator-state.ts'

/** What the customer typed, shown again after a failure, except the security code. */
export type Typed = {
  readonly number: string
  readonly expiry: string
  readonly name: string
  readonly email: string
}

export type PayPage = {
  readonly record: SessionRecord
  readonly locale: PageLocale
  readonly nonce: string
  readonly typed: Typed
  readonly error: PayErrorCode | null
}

type Markup = ReturnType<typeof html>

export function payPageHtml(page: PayPage): Markup {
  const text = payText[page.locale]
  const { session } = page.record
  const total = money(page.locale, session.amount_total ?? 0, session.currency)
  return documentHtml(
    page.locale,
    `${text.title} · Maguey`,
    html`<div class="page">
      ${summaryHtml(page, total)}
      <main class="form">
        <h2>${text.cardHeading}</h2>
        <p class="note">${text.testNote}</p>
        ${page.error === null ? '' : errorHtml(text.errors[page.error])}
        ${formHtml(page, total)}
        ${session.cancel_url === null ? '' : html`<a id="cancel" href="${session.cancel_url}">${text.cancel}</a>`}
        ${hintsHtml(page.locale)}
      </main>
    </div>
    <script nonce="${page.nonce}">${raw(PAY_SCRIPT)}</script>`,
  )
}

/** For a session that is over or doesn't exist. `backUrl` null: no link back. */
export function endedPageHtml(
  locale: PageLocale,
  reason: 'expired' | 'unknown',
  backUrl: string | null,
): Markup {
  const text = payText[locale]
  const title = reason === 'expired' ? text.expiredTitle : text.unknownTitle
  return documentHtml(
    locale,
    `${title} · Maguey`,
    html`<main class="ended">
      ${brandMark}
      <h1>${title}</h1>
      <p>${reason === 'expired' ? text.expiredText : text.unknownText}</p>
      ${backUrl === null ? '' : html`<a href="${backUrl}">${text.back}</a>`}
    </main>`,
  )
}

const documentHtml = (locale: PageLocale, title: string, body: Markup): Markup =>
  html`<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title}</title>
${brandIcon}
${brandStyle(PAY_STYLE)}
</head>
<body>${body}</body>
</html>`

function summaryHtml({ record, locale }: PayPage, total: string): Markup {
  const text = payText[locale]
  const rows = record.lineItems.map(
    (item) => html`<li>
      <b>${item.description}</b><span>${money(locale, item.amount_total, item.currency)}</span>
      <small>${text.each(item.quantity ?? 1, money(locale, item.price.unit_amount ?? 0, item.currency))}</small>
    </li>`,
  )
  return html`<header class="side">
    <div class="bar">${brandMark}<span>Maguey</span><span class="badge">${text.test}</span></div>
    <h1>${text.title}</h1>
    <p class="sum">${total}</p>
    <ul class="lines" aria-label="${text.summary}">
      ${rows}
      <li class="total"><span>${text.total}</span><span>${total}</span></li>
    </ul>
  </header>`
}

const errorHtml = (message: string): Markup => html`<p id="error" role="alert">
  <svg viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" aria-hidden="true"><circle cx="12" cy="12" r="9"/><path d="M12 7.5v5M12 16.2v.1"/></svg>
  <span>${message}</span>
</p>`

function formHtml({ record, locale, typed, error }: PayPage, total: string): Markup {
  const text = payText[locale]
  return html`<form method="post" action="/pay/${record.session.id}" data-busy="${text.busy}" novalidate>
    ${emailHtml(record.session, locale, typed.email, error)}
    <label>${text.number}
      <input id="cardNumber" name="cardNumber" inputmode="numeric" autocomplete="off" maxlength="24" placeholder="1234 1234 1234 1234" value="${typed.number}" ${invalid(error, 'number')}>
    </label>
    <div class="pair">
      <label>${text.expiry}
        <input id="cardExpiry" name="cardExpiry" inputmode="numeric" autocomplete="off" maxlength="9" placeholder="${text.expiryHint}" value="${typed.expiry}" ${invalid(error, 'expiry')}>
      </label>
      <label>${text.cvc}
        <input id="cardCvc" name="cardCvc" inputmode="numeric" autocomplete="off" maxlength="4" placeholder="123" aria-label="${text.cvc}, ${text.cvcHint}" ${invalid(error, 'cvc')}>
      </label>
    </div>
    <label><span>${text.name} <i>(${text.optional})</i></span>
      <input id="billingName" name="billingName" autocomplete="off" maxlength="200" value="${typed.name}">
    </label>
    <button id="pay" type="submit">${text.pay(total)}</button>
  </form>`
}

function emailHtml(
  session: Stripe.Checkout.Session,
  locale: PageLocale,
  typed: string,
  error: PayErrorCode | null,
): Markup {
  const text = payText[locale]
  if (session.customer_email !== null) {
    return html`<p class="fixed"><span>${text.email}</span>${session.customer_email}</p>`
  }
  return html`<label>${text.email}
    <input id="email" name="email" type="email" autocomplete="email" value="${typed}" ${invalid(error, 'email')}>
  </label>`
}

/** The field that an error is about; it is marked and gets the focus. */
const FIELD_OF: Readonly<Record<PayErrorCode, 'number' | 'expiry' | 'cvc' | 'email'>> = {
  incorrect_number: 'number',
  card_declined: 'number',
  insufficient_funds: 'number',
  processing_error: 'number',
  expired_card: 'expiry',
  invalid_expiry: 'expiry',
  incomplete_cvc: 'cvc',
  incorrect_cvc: 'cvc',
  missing_email: 'email',
}

const invalid = (error: PayErrorCode | null, field: string) =>
  error !== null && FIELD_OF[error] === field
    ? raw('aria-invalid="true" aria-describedby="error" autofocus')
    : ''

function hintsHtml(locale: PageLocale): Markup {
  const text = payText[locale]
  const cards = [
    ['4242 4242 4242 4242', text.hintPays],
    ['4000 0000 0000 0002', text.hintDeclined],
    ['4000 0000 0000 9995', text.hintFunds],
  ] as const
  const rows = cards.map(
    ([number, effect]) => html`<li><span><code>${number}</code> ${effect}</span>
      <button type="button" hidden data-card="${number}" aria-label="${text.use} ${number}">${text.use}</button></li>`,
  )
  return html`<section class="hints"><h3>${text.hintsHeading}</h3><ul>${rows}</ul><p>${text.hintRest}</p></section>`
}

function money(locale: PageLocale, amountMinor: number, currency: string | null): string {
  const format = new Intl.NumberFormat(locale === 'es' ? 'es-US' : 'en-US', {
    style: 'currency',
    currency: currency ?? 'usd',
  })
  return format.format(amountMinor / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2))
}
