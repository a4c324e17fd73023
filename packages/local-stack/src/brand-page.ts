// Maguey's design tokens, fonts and logo, inlined, for the small pages that the local stack serves itself.
import { readFileSync } from 'node:fs'
import { markSvg } from '@maguey/ui/brand/mark.ts'
import { raw } from 'hono/html'

const BRAND = new URL('../../ui/', import.meta.url)

const brandFile = (name: string): string =>
  readFileSync(new URL(`src/brand/${name}`, BRAND), 'utf8')

const icon = brandFile('icon.svg')
/** The rosette as inline SVG in the current colour, hidden from screen readers. */
export const brandMark = raw(markSvg(icon))

const ICON = `data:image/svg+xml,${encodeURIComponent(icon)}`
export const brandIcon = raw(`<link rel="icon" href="${ICON}">`)

/** Token variables for both themes and what every page needs; `extra` is the page's own CSS. */
export const brandStyle = (extra: string) => raw(`<style>${SHARED}${extra}</style>`)

/** As data: URLs, so that a page is one request and needs no second origin in its policy. */
function faceRule(family: string, name: string): string {
  const data = readFileSync(new URL(`src/brand/first-faces/${name}-first.woff2`, BRAND), 'base64')
  return `@font-face { font-family: "${family}"; font-weight: 200 800; font-display: swap; src: url(data:font/woff2;base64,${data}) format("woff2"); }\n`
}

/** 60 kB: for pages that no customer waits for. */
export const brandFaces = raw(
  `<style>${faceRule('Bricolage Grotesque', 'bricolage-grotesque')}${faceRule('Instrument Sans', 'instrument-sans')}</style>`,
)

const SHARED = `
${brandFile('tokens.css')}
*, *::before, *::after { box-sizing: border-box; }
html { background: var(--maguey-night); color: var(--maguey-ink); font: 1rem/1.5 "Instrument Sans", system-ui, sans-serif; -webkit-text-size-adjust: 100%; }
body { margin: 0; min-height: 100dvh; }
h1, h2 { font-family: "Bricolage Grotesque", system-ui, sans-serif; line-height: 1.15; text-wrap: balance; }
a { color: var(--maguey-agave); }
:focus-visible { outline: 3px solid var(--maguey-agave); outline-offset: 2px; }
@media (prefers-reduced-motion: reduce) { * { transition: none !important; animation: none !important; } }
`
