// The service worker from the page's side: registered once, and an update waits until it disturbs nobody.
import { createStore } from 'zustand/vanilla'

/**
 * `apply` restarts the app in the new version. Null: this is the newest that is known.
 * `kept`: whether the app opens without a network. Null: nobody has asked for that, as in development.
 */
export type UpdateState = { apply: (() => void) | null; kept: Kept | null }

/** `never`: not by this browser, or not in private mode. */
export type Kept = 'kept' | 'coming' | 'never'

export const updateStore = createStore<UpdateState>()(() => ({ apply: null, kept: null }))

const CHECK_EVERY_MS = 60 * 60_000
const AGAIN_AFTER_MS = 30_000

function offer(waiting: ServiceWorker): void {
  updateStore.setState({
    apply: () => {
      navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), {
        once: true,
      })
      waiting.postMessage('take-over')
    },
  })
}

function watch(registration: ServiceWorkerRegistration): void {
  updateStore.setState({ kept: 'kept' })
  if (registration.waiting && navigator.serviceWorker.controller) offer(registration.waiting)
  registration.addEventListener('updatefound', () => {
    const installing = registration.installing
    installing?.addEventListener('statechange', () => {
      // Without a controller this is the first install, not an update.
      if (installing.state === 'installed' && navigator.serviceWorker.controller) offer(installing)
    })
  })
  setInterval(() => registration.update().catch(() => {}), CHECK_EVERY_MS)
}

/**
 * An update never takes over by itself while a tab is open: nobody's shift is interrupted. A first version whose files were
 * not all there when the network went is forgotten by the browser: it is asked for again.
 */
export function registerServiceWorker(url: string): void {
  // Without one (private mode, plain http) the app works, but needs the network to open.
  const canKeep = 'serviceWorker' in navigator
  updateStore.setState({ kept: canKeep ? 'coming' : 'never' })
  if (canKeep) install(url)
}

function install(url: string): void {
  const again = () => setTimeout(install, AGAIN_AFTER_MS, url)
  navigator.serviceWorker.register(url, { scope: '/' }).then((registration) => {
    if (registration.active) return watch(registration)
    const first = registration.installing ?? registration.waiting
    first?.addEventListener('statechange', () => {
      if (first.state === 'activated') watch(registration)
      if (first.state === 'redundant') again()
    })
  }, again)
}
