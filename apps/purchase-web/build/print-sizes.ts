// Prints, per page, the gzipped script that the browser needs before its first paint. Run after a build: npx tsx build/print-sizes.ts
import { readdirSync, readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'

const BUDGET_KB = 100
const dist = new URL('../dist/', import.meta.url)
const assets = new URL('assets/', dist)
const files = readdirSync(assets).filter((name) => name.endsWith('.js'))
const textOf = (name: string) => readFileSync(new URL(name, assets), 'utf8')

/** The file and all that it imports statically. */
function withImports(name: string, seen: Set<string> = new Set()): Set<string> {
  if (seen.has(name)) return seen
  seen.add(name)
  for (const [, imported] of textOf(name).matchAll(/(?:from|import)\s*"\.\/([^"]+\.js)"/g)) {
    if (imported) withImports(imported, seen)
  }
  return seen
}

const kilobytes = (names: Iterable<string>) =>
  [...names].reduce((sum, name) => sum + gzipSync(textOf(name), { level: 9 }).length, 0) / 1000

const entry = /src="\/assets\/([^"]+)"/.exec(readFileSync(new URL('index.html', dist), 'utf8'))?.[1]
const chunk = (prefix: string) => files.find((name) => name.startsWith(`${prefix}-`))
const pages = [
  ['nights', 'nights-page'],
  ['event', 'event-page'],
  ['event, ready to sell', 'event-page', 'sales-panel'],
  ['order', 'order-page'],
  ['order, with its tickets', 'order-page', 'tickets-view'],
] as const

for (const [label, ...prefixes] of pages) {
  const needed = new Set<string>()
  for (const name of [entry, ...prefixes.map(chunk)]) {
    if (!name) throw new Error(`No script for "${label}": build first`)
    withImports(name, needed)
  }
  const size = kilobytes(needed)
  const verdict =
    prefixes.length > 1 ? '' : size <= BUDGET_KB ? `within ${BUDGET_KB} kB` : `OVER ${BUDGET_KB} kB`
  process.stdout.write(`${label.padEnd(26)}${size.toFixed(1).padStart(7)} kB  ${verdict}\n`)
}
