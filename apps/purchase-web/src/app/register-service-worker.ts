// Installs the service worker once the page has loaded, and survives a release that removed old chunks.
import { hear } from '@maguey/ui/hear.ts'
import { whenLoaded } from './when-loaded.ts'

export function registerServiceWorker(): void {
  addEventListener('vite:preloadError', () => hear(reloadOnce()))
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return
  whenLoaded(() => {
    // Without it the shop works, only not offline.
    navigator.serviceWorker.register('/sw.js').catch(() => undefined)
  })
  if (!navigator.serviceWorker.controller)
    navigator.serviceWorker.addEventListener('controllerchange', keepPosters, { once: true })
}

/** On the first visit the pictures came before the worker did; the browser still has them, so that this costs nothing. */
function keepPosters(): void {
  const shown = [...document.images].map(({ currentSrc }) => currentSrc)
  const shipped = shown.filter((url) => url.startsWith(`${location.origin}/images/`))
  // A poster that can't be kept is drawn instead.
  caches
    .open('posters')
    .then((cache) => cache.addAll([...new Set(shipped)]))
    .catch(() => undefined)
}

let isAsking = false

/** A new release took this page's chunks away: the fresh page has its own. At most once a minute. */
async function reloadOnce(): Promise<void> {
  const key = 'maguey.reloaded-at'
  const lastMs = Number(sessionStorage.getItem(key) ?? 0)
  if (isAsking || Date.now() - lastMs < 60_000) return
  isAsking = true
  if (await isReplaced()) {
    sessionStorage.setItem(key, String(Date.now()))
    location.reload()
  }
  isAsking = false
}

/** What hosts say of a file that isn't there; S3 says 403. */
const GONE = [403, 404, 410]

/**
 * Whether the server has this script no more. Any other failure to load a part of it is no reason to load the page anew:
 * browsers also end what a page is loading when somebody has tapped a link, and a reload would take that page's place.
 */
async function isReplaced(): Promise<boolean> {
  try {
    const { status, headers } = await fetch(import.meta.url, { method: 'HEAD', cache: 'no-store' })
    // Static hosting answers with the shop's page instead.
    const isPage = headers.get('content-type')?.startsWith('text/html') ?? false
    return GONE.includes(status) || (status === 200 && isPage)
  } catch {
    return false
  }
}
