// The page that a phone opens first, without encryption: the authority, how to install it, and whether it worked.
import { type Context, Hono } from 'hono'
import { html, raw } from 'hono/html'
import { secureHeaders } from 'hono/secure-headers'
import { brandFaces, brandIcon, brandMark, brandStyle } from '../brand-page.ts'
import type { Answer } from '../gateway/site.ts'
import { type SetupLocale, setupText } from './setup-text.ts'

export type SetupOptions = {
  authorityPem: string
  fingerprint: string
  /** What the authority is limited to. */
  names: readonly string[]
  apiUrl: string
  shopUrl: string
  scannerUrl: string
  backOfficeUrl: string
}

type Phone = 'ios' | 'android'

export function createSetupSite(options: SetupOptions): Answer {
  const app = new Hono()
  app.use(
    secureHeaders({
      contentSecurityPolicy: {
        defaultSrc: ["'none'"],
        styleSrc: ["'unsafe-inline'"],
        scriptSrc: ["'unsafe-inline'"],
        imgSrc: ['data:'],
        fontSrc: ['data:'],
        connectSrc: ["'self'", options.apiUrl],
        frameAncestors: ["'none'"],
      },
      strictTransportSecurity: false,
    }),
  )
  app.get('/', (c) => c.html(page(options, localeOf(c), phoneOf(c))))
  app.get('/maguey-authority.crt', (c) =>
    c.body(options.authorityPem, 200, { 'content-type': 'application/x-x509-ca-cert' }),
  )
  return (request) => app.fetch(request)
}

function localeOf(c: Context): SetupLocale {
  const wanted = c.req.query('lang') ?? c.req.header('accept-language') ?? ''
  return /^\s*es\b/i.test(wanted) ? 'es' : 'en'
}

const phoneOf = (c: Context): Phone =>
  /android/i.test(c.req.header('user-agent') ?? '') ? 'android' : 'ios'

function page(options: SetupOptions, locale: SetupLocale, phone: Phone) {
  const text = setupText[locale]
  const other: SetupLocale = locale === 'en' ? 'es' : 'en'
  const steps = (kind: Phone) => html`<details ${kind === phone ? raw('open') : ''}>
    <summary>${text.stepsFor[kind]}</summary>
    <ol>${text[kind].map((step) => html`<li>${step}</li>`)}</ol>
  </details>`
  const link = (href: string, label: string) => html`<a class="go" href="${href}">${label}</a>`
  return html`<!doctype html>
<html lang="${locale}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${text.title}</title>${brandIcon}${brandFaces}${brandStyle(style)}</head>
<body data-trust="checking" data-api="${options.apiUrl}">
<header>${brandMark}<span>Maguey</span><a hreflang="${other}" href="/?lang=${other}">${text.other}</a></header>
<main>
  <h1>${text.title}</h1>
  <p>${text.lead}</p>
  <p class="state yes" role="status">${text.trusted}</p>
  <nav class="yes">${link(options.shopUrl, text.shop)}${link(`${options.scannerUrl}/pair`, text.door)}${link(options.backOfficeUrl, text.office)}</nav>
  <p class="state no" role="status">${text.notYet}</p>
  <p><a class="main" href="/maguey-authority.crt" download="maguey-authority.crt">${text.install}</a></p>
  ${phone === 'ios' ? [steps('ios'), steps('android')] : [steps('android'), steps('ios')]}
  <p>${text.compare}</p>
  <p class="print">${options.fingerprint}</p>
  <p>${text.scope} ${options.names.join(', ')}</p>
</main>
<script>${raw(script)}</script>
</body></html>`
}

/** Even an opaque response proves that TLS worked. Checked again when the person returns to the page. */
const script = `
const check = () => fetch(document.body.dataset.api + '/api/health', { mode: 'no-cors', cache: 'no-store' })
  .then(() => 'yes', () => 'no').then((trust) => { document.body.dataset.trust = trust; });
check();
document.addEventListener('visibilitychange', () => { if (!document.hidden) check(); });
`

const style = `
header { display: flex; align-items: center; gap: .75rem; padding: .75rem 1rem; font: 700 1.125rem "Bricolage Grotesque", system-ui; }
header svg { width: 1.75rem; height: 1.75rem; color: var(--maguey-agave); flex: none; }
header a { margin-left: auto; display: grid; align-items: center; min-height: 2.75rem; font: 600 1rem "Instrument Sans", system-ui; }
main { max-width: 36rem; margin: 0 auto; padding: 0 1rem 3rem; }
h1 { font-size: 1.75rem; margin: 1rem 0 .5rem; }
.state { padding: .75rem 1rem; border-radius: .875rem; background: var(--maguey-surface); border: 1px solid var(--maguey-line); font-weight: 600; }
.state.yes { border-color: var(--maguey-agave); }
body:not([data-trust=yes]) .yes, body:not([data-trust=no]) .no { display: none; }
nav { display: grid; gap: .5rem; margin: 1rem 0; }
.go, .main { display: grid; place-items: center; min-height: 3.25rem; padding: 0 1rem; border-radius: .875rem; font-weight: 650; text-decoration: none; border: 1px solid var(--maguey-line-strong); color: var(--maguey-ink); }
body:not([data-trust=yes]) .main { background: var(--maguey-agave); border-color: var(--maguey-agave); color: var(--maguey-on-agave); }
details { border-top: 1px solid var(--maguey-line); }
summary { min-height: 3rem; display: flex; align-items: center; font-weight: 650; cursor: pointer; }
summary::after { content: '+'; margin-left: auto; font-size: 1.5rem; }
details[open] > summary::after { content: '−'; }
ol { margin: 0 0 1rem; padding-left: 1.5rem; display: grid; gap: .5rem; }
.print { font: .875rem/1.5 ui-monospace, monospace; overflow-wrap: anywhere; padding: .75rem 1rem; background: var(--maguey-surface); border-radius: .875rem; }
`
