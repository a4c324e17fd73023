// Installs the service worker once the page has loaded, and survives a release that removed old chunks.
import { whenLoaded } from './when-loaded.ts'

export function registerServiceWorker(): void {
  addEventListener('vite:preloadError', reloadOnce)
  addEventListener('beforeunload', leave)
  addEventListener('click', leaveByLink)
  addEventListener('pageshow', stay)
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

/**
 * The page is on its way elsewhere: WebKit then ends what it was loading as a failure, and a reload would take the place
 * of the page that somebody has just tapped.
 */
let leaving = false
const leave = () => {
  leaving = true
}
const stay = () => {
  leaving = false
}

/** A link that the script didn't take over, as those that the server drew; not one that opens elsewhere. */
function leaveByLink(click: Event): void {
  const link = (click.target as Element).closest('a[href]:not([target], [download])')
  if (link && !click.defaultPrevented) leave()
}

/** A new release took this page's chunks away: the fresh page has its own. At most once a minute. */
function reloadOnce(event: Event): void {
  const key = 'maguey.reloaded-at'
  const lastMs = Number(sessionStorage.getItem(key) ?? 0)
  if (leaving || !navigator.onLine || Date.now() - lastMs < 60_000) return
  event.preventDefault()
  sessionStorage.setItem(key, String(Date.now()))
  location.reload()
}
