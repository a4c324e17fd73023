// Where the page is, and how it goes elsewhere: the browser's own history, without a router's 10 kB.
import { useSyncExternalStore } from 'react'

export type Address = {
  pathname: string
  search: string
  hash: string
  /** How the page came here: back and forward, a link, or in place of what was there. */
  by: 'history' | 'link' | 'replacement'
}

type History = Pick<globalThis.History, 'pushState' | 'replaceState'>
type Page = {
  location: Pick<Location, 'pathname' | 'search' | 'hash'>
  history: History
  addEventListener: (type: 'popstate', listener: () => void) => void
}

export function createAddressBar(page: Page) {
  const listeners = new Set<() => void>()
  const read = (by: Address['by']): Address => {
    const { pathname, search, hash } = page.location
    return { pathname, search, hash, by }
  }
  let current = read('history')
  const become = (by: Address['by']) => {
    current = read(by)
    for (const listener of listeners) listener()
  }
  page.addEventListener('popstate', () => become('history'))
  return {
    read: () => current,
    subscribe: (listener: () => void) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    /** `to`: a path of this shop, with its query and fragment. */
    go: (to: string, { replace = false } = {}) => {
      if (replace) page.history.replaceState(null, '', to)
      else page.history.pushState(null, '', to)
      become(replace ? 'replacement' : 'link')
    },
  }
}

let bar: ReturnType<typeof createAddressBar> | undefined

function addressBar() {
  bar ??= createAddressBar(window)
  return bar
}

export const useAddress = (): Address =>
  useSyncExternalStore(
    (listener) => addressBar().subscribe(listener),
    () => addressBar().read(),
  )

export const goTo = (to: string, options?: { replace?: boolean }): void =>
  addressBar().go(to, options)

/** The text in place of `:id`, decoded; '' for a path without one; null where the path is another. */
export function matchPath(pattern: string, pathname: string): string | null {
  const path = pathname.length > 1 ? pathname.replace(/\/+$/, '') : pathname
  const [before, after] = pattern.split(':id')
  if (after === undefined) return path === pattern ? '' : null
  const id = path.slice(before?.length)
  if (!path.startsWith(before ?? '') || id === '' || id.includes('/')) return null
  try {
    return decodeURIComponent(id)
  } catch {
    return null
  }
}
