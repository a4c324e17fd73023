// The service worker: the whole app is precached, so any route opens without a network.
import { cacheNames, clientsClaim } from 'workbox-core'
import {
  cleanupOutdatedCaches,
  createHandlerBoundToURL,
  precacheAndRoute,
} from 'workbox-precaching'
import { NavigationRoute, registerRoute } from 'workbox-routing'
import { keepAssets, keptOrFetched } from './kept-assets.ts'

declare const self: ServiceWorkerGlobalScope & {
  __WB_MANIFEST: Parameters<typeof precacheAndRoute>[0]
}

// Before the precache's own listeners: while this version installs, the older one's files are all still there.
self.addEventListener('install', (event) => {
  event.waitUntil(keepAssets(cacheNames.precache, Date.now()))
})

cleanupOutdatedCaches()
precacheAndRoute(self.__WB_MANIFEST)
registerRoute(
  ({ url, sameOrigin }) => sameOrigin && url.pathname.startsWith('/assets/'),
  ({ request }) => keptOrFetched(request),
)
registerRoute(new NavigationRoute(createHandlerBoundToURL('/index.html')))

// The first visit is controlled at once. An update waits until the page lets it take over, between shifts.
clientsClaim()
self.addEventListener('message', (event) => {
  if (event.data === 'take-over') event.waitUntil(self.skipWaiting())
})
