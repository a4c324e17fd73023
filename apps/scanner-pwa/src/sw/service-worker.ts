// The service worker: the whole app is in the precache, so any route opens without a network.
import { clientsClaim } from 'workbox-core'
import {
  cleanupOutdatedCaches,
  createHandlerBoundToURL,
  precacheAndRoute,
} from 'workbox-precaching'
import { NavigationRoute, registerRoute } from 'workbox-routing'

declare const self: ServiceWorkerGlobalScope & {
  __WB_MANIFEST: Parameters<typeof precacheAndRoute>[0]
}

cleanupOutdatedCaches()
precacheAndRoute(self.__WB_MANIFEST)
registerRoute(new NavigationRoute(createHandlerBoundToURL('/index.html')))

// The first visit is controlled at once. An update waits: it takes over between shifts, when the page says so.
clientsClaim()
self.addEventListener('message', (event) => {
  if (event.data === 'take-over') void self.skipWaiting()
})
