// Says in index.html which scripts each page needs besides the first, so that the server can have them fetched at once.
import type { Plugin } from 'vite'

type Bundle = Record<string, { type: string; facadeModuleId?: string | null; imports?: string[] }>

const PAGES = {
  nights: ['nights-page'],
  event: ['event-page', 'below-facts'],
  order: ['order-page', 'tickets-view'],
  tickets: ['my-tickets-page'],
  find: ['find-tickets-page'],
  club: ['club-page'],
  reminders: ['reminders-page'],
  transfers: ['transfer-page'],
  waiting: ['waiting-page'],
  promoters: ['promoter-page'],
}

export const pageChunks = (): Plugin => ({
  name: 'maguey-page-chunks',
  apply: 'build',
  transformIndexHtml: {
    order: 'post',
    handler: (html, { bundle = {}, chunk }) => {
      const known = new Set([chunk?.fileName, ...(chunk?.imports ?? [])])
      const pages = Object.entries(PAGES).map(([page, modules]) => [
        page,
        scriptsOf(bundle as Bundle, modules).filter((name) => !known.has(name)),
      ])
      const addresses = Object.fromEntries(
        pages.map(([page, names]) => [page, (names as string[]).map((name) => `/${name}`)]),
      )
      return html.replace('<!--chunks-->', `<!--chunks ${JSON.stringify(addresses)}-->`)
    },
  },
})

function scriptsOf(bundle: Bundle, modules: readonly string[]): string[] {
  const found = new Set<string>()
  const add = (name: string) => {
    if (found.has(name)) return
    found.add(name)
    for (const imported of bundle[name]?.imports ?? []) add(imported)
  }
  for (const [name, { facadeModuleId }] of Object.entries(bundle)) {
    if (modules.some((module) => facadeModuleId?.endsWith(`/${module}.tsx`))) add(name)
  }
  return [...found]
}
