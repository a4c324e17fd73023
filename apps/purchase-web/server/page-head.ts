// The head of a page: what a search engine, a messenger's preview and the browser's tab read.

import type { Locale } from '@maguey/wire/values'
import { html } from 'hono/html'
import { LOCALES, pageUrl } from './addresses.ts'
import { jsonIn } from './built-page.ts'

export type Head = {
  title: string
  description: string
  shopUrl: string
  /** Of the page, beginning with a slash. */
  path: string
  club: string
  locale: Locale
  /** The address names the language. */
  asked: boolean
  /** Neither found nor offered: order pages, what is missing, what is over, embeds. */
  hidden: boolean
  /** A share picture of 1200×630. */
  picture: { url: string; alt: string } | null
  /** The first picture, fetched before the style sheet is read. */
  preload: { src: string; srcSet?: string; sizes: string } | null
  schemas: readonly unknown[]
}

export function headHtml(head: Head): string {
  const { title, description, shopUrl, path, club, locale, hidden, picture, preload } = head
  const canonical = pageUrl(shopUrl, path, head.asked ? locale : undefined)
  const found = html`<link rel="canonical" href="${canonical}">${LOCALES.map((other) => html`<link rel="alternate" hreflang="${other}" href="${pageUrl(shopUrl, path, other)}">`)}<link rel="alternate" hreflang="x-default" href="${pageUrl(shopUrl, path)}"><link rel="alternate" type="application/feed+json" title="${club}" href="${shopUrl}/events.json"><link rel="alternate" type="text/calendar" title="${club}" href="${shopUrl}/events.ics">`
  const pictured = picture
    ? html`<meta property="og:image" content="${picture.url}"><meta property="og:image:type" content="image/jpeg"><meta property="og:image:width" content="1200"><meta property="og:image:height" content="630"><meta property="og:image:alt" content="${picture.alt}"><meta name="twitter:card" content="summary_large_image">`
    : ''
  const first = preload
    ? html`<link rel="preload" as="image" href="${preload.src}" ${preload.srcSet === undefined ? '' : html`imagesrcset="${preload.srcSet}" imagesizes="${preload.sizes}"`} fetchpriority="high">`
    : ''
  const schemas = head.schemas.map(
    (schema) => html`<script type="application/ld+json">${jsonIn(schema)}</script>`,
  )
  return html`<title>${title}</title><meta name="description" content="${description}">${hidden ? html`<meta name="robots" content="noindex">` : found}<meta property="og:site_name" content="${club}"><meta property="og:type" content="website"><meta property="og:url" content="${canonical}"><meta property="og:locale" content="${locale === 'es' ? 'es_MX' : 'en_US'}"><meta property="og:title" content="${title}"><meta property="og:description" content="${description}">${pictured}${first}${schemas}`.toString()
}
