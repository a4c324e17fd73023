// Keeps the shop's shell on the device, so that kept tickets open without a signal. Policy here, mechanism in Workbox.
import { STORED_POSTERS } from '@maguey/wire/posters'
import { clientsClaim, type WorkboxPlugin } from 'workbox-core'
import { ExpirationPlugin } from 'workbox-expiration'
import { cleanupOutdatedCaches, matchPrecache, precacheAndRoute } from 'workbox-precaching'
import { NavigationRoute, registerRoute } from 'workbox-routing'
import { CacheFirst, NetworkOnly, StaleWhileRevalidate } from 'workbox-strategies'

declare const self: ServiceWorkerGlobalScope & {
  __WB_MANIFEST: { url: string; revision: string | null }[]
}

/** A page asks the network first, because its configuration may have changed, but never waits long for it. */
const PATIENCE_MS = 2_500

self.addEventListener('install', (install) => install.waitUntil(self.skipWaiting()))
clientsClaim()
cleanupOutdatedCaches()
precacheAndRoute(self.__WB_MANIFEST)

const page = new NetworkOnly({ networkTimeoutSeconds: PATIENCE_MS / 1000 })
registerRoute(
  new NavigationRoute(async (options) => {
    try {
      const response = await page.handle(options)
      if (response.status < 500) return response
    } catch {
      // Offline or too slow: use the cached shell.
    }
    return (await matchPrecache('/index.html')) ?? Response.error()
  }),
)

// Posters that ship with the shop change rarely; a few dozen are plenty for one phone.
registerRoute(
  ({ url, request }) => request.destination === 'image' && url.pathname.startsWith('/images/'),
  new CacheFirst({
    cacheName: 'posters',
    plugins: [
      new ExpirationPlugin({ maxEntries: 40, maxAgeSeconds: 30 * 86_400 }) as WorkboxPlugin,
    ],
  }),
)

// Those in Storage are at the API's address. From another origin their answers are opaque: a browser counts megabytes
// for each, so only a few are kept, and whether it was an error can't be seen, so each is asked for again behind its use.
registerRoute(
  ({ url, request }) => request.destination === 'image' && url.pathname.startsWith(STORED_POSTERS),
  new StaleWhileRevalidate({
    cacheName: 'stored-posters',
    plugins: [
      new ExpirationPlugin({
        ...{ maxEntries: 12, maxAgeSeconds: 30 * 86_400, purgeOnQuotaError: true },
      }) as WorkboxPlugin,
    ],
  }),
)
