// The service worker from the page's side: registered once, and an update waits until it disturbs nobody.
import { createStore } from 'zustand/vanilla'

/** `apply` restarts the app in the new version. Null: this is the newest that is known. */
export type UpdateState = { apply: (() => void) | null }

export const updateStore = createStore<UpdateState>()(() => ({ apply: null }))

const CHECK_EVERY_MS = 60 * 60_000

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

/** An update never takes over by itself while a tab is open: nobody's shift is interrupted. */
export function registerServiceWorker(url: string): void {
  if (!('serviceWorker' in navigator)) return
  // Without one (private mode, plain http) the app works, but needs the network to open.
  navigator.serviceWorker.register(url, { scope: '/' }).then(watch, () => {})
}
