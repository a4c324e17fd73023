// The gzipped script that the browser needs before the first paint of each page of the built shop.
import { readdirSync, readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'

const PAGES = [
  ['list', 'nights-page'],
  ['event', 'event-page'],
  ['event, ready to sell', 'event-page', 'below-facts'],
  ['order', 'order-page'],
  ['order, with its tickets', 'order-page', 'tickets-view'],
] as const

/** Throws when the shop wasn't built. A kilobyte is 1,000 bytes. */
export function firstScripts(): { page: string; kilobytes: number }[] {
  const dist = new URL('../dist/', import.meta.url)
  const assets = new URL('assets/', dist)
  const files = readdirSync(assets).filter((name) => name.endsWith('.js'))
  const textOf = (name: string) => readFileSync(new URL(name, assets), 'utf8')

  /** The file and all that it imports statically. */
  const collect = (name: string, needed: Set<string>): void => {
    if (needed.has(name)) return
    needed.add(name)
    for (const [, imported] of textOf(name).matchAll(/(?:from|import)\s*"\.\/([^"]+\.js)"/g))
      if (imported) collect(imported, needed)
  }

  const entry = /data-start href="\/assets\/([^"]+)"/.exec(
    readFileSync(new URL('index.html', dist), 'utf8'),
  )?.[1]
  return PAGES.map(([page, ...prefixes]) => {
    const needed = new Set<string>()
    const chunks = prefixes.map((prefix) => files.find((name) => name.startsWith(`${prefix}-`)))
    for (const name of [entry, ...chunks]) {
      if (name === undefined) throw new Error(`No script for "${page}": build the shop first.`)
      collect(name, needed)
    }
    const bytes = [...needed].map((name) => gzipSync(textOf(name), { level: 9 }).length)
    return { page, kilobytes: bytes.reduce((sum, size) => sum + size, 0) / 1000 }
  })
}
