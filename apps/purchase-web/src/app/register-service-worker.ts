// Installs the service worker once the page has loaded, and survives a release that removed old chunks.

export function registerServiceWorker(): void {
  addEventListener('vite:preloadError', reloadOnce)
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return
  addEventListener('load', () => {
    // Without it the shop works, only not offline.
    navigator.serviceWorker.register('/sw.js').catch(() => undefined)
  })
}

/** A new release took this page's chunks away: the fresh page has its own. At most once a minute. */
function reloadOnce(event: Event): void {
  const key = 'maguey.reloaded-at'
  const lastMs = Number(sessionStorage.getItem(key) ?? 0)
  if (!navigator.onLine || Date.now() - lastMs < 60_000) return
  event.preventDefault()
  sessionStorage.setItem(key, String(Date.now()))
  location.reload()
}
