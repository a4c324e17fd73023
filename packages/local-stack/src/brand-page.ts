// Maguey's tokens and mark, inlined, for the small pages that the local stack serves itself.
import { readFileSync } from 'node:fs'
import { raw } from 'hono/html'

const brandFile = (name: string): string =>
  readFileSync(new URL(`../../brand/src/${name}`, import.meta.url), 'utf8')

/** The rosette as inline SVG in the current colour, hidden from screen readers. */
export const brandMark = raw(brandFile('logo.svg').replace('<svg ', '<svg aria-hidden="true" '))

const ICON = `data:image/svg+xml,${encodeURIComponent(brandFile('icon.svg'))}`
export const brandIcon = raw(`<link rel="icon" href="${ICON}">`)

/** Token variables for both themes plus what every page needs; `extra` is the page's own CSS. */
export const brandStyle = (extra: string) =>
  raw(`<style>${brandFile('tokens.css')}${BASE}${extra}</style>`)

const BASE = `
*, *::before, *::after { box-sizing: border-box; }
html { background: var(--maguey-night); color: var(--maguey-ink); font: 1rem/1.5 "Instrument Sans", system-ui, sans-serif; -webkit-text-size-adjust: 100%; }
body { margin: 0; min-height: 100dvh; }
h1, h2 { font-family: "Bricolage Grotesque", system-ui, sans-serif; line-height: 1.15; text-wrap: balance; }
a { color: var(--maguey-agave); }
:focus-visible { outline: 3px solid var(--maguey-agave); outline-offset: 2px; }
@media (prefers-reduced-motion: reduce) { * { transition: none !important; animation: none !important; } }
`
