// The built app at another address (a static host, a bucket, a CDN), for a server without a disk.
import type { ShopBuild } from './shop-server.d.ts'

/** How long the page is kept: after a release, for as long the old page names the old scripts. */
const KEEP_PAGE_MS = 10_000

/** @param staticUrl where `dist` is, built with VITE_* for this deployment; without a trailing slash */
export function createRemoteBuild(
  staticUrl: string,
  ask: typeof fetch = fetch,
  nowMs: () => number = Date.now,
): ShopBuild {
  let kept: { page: string; atMs: number } | undefined
  return {
    async page() {
      if (kept && nowMs() - kept.atMs < KEEP_PAGE_MS) return kept.page
      const response = await ask(`${staticUrl}/index.html`)
      if (!response.ok) throw new Error(`the build's page answered ${response.status}`)
      kept = { page: await response.text(), atMs: nowMs() }
      return kept.page
    },
    async file(request) {
      if (request.method !== 'GET' && request.method !== 'HEAD')
        return new Response(null, { status: 405, headers: { allow: 'GET, HEAD' } })
      const { pathname } = new URL(request.url)
      const headers = new Headers()
      for (const name of ['if-none-match', 'accept-encoding', 'range']) {
        const value = request.headers.get(name)
        if (value !== null) headers.set(name, value)
      }
      const response = await ask(`${staticUrl}${pathname}`, { method: request.method, headers })
      const answered = new Headers(response.headers)
      // fetch has already decompressed the body.
      for (const name of ['content-encoding', 'content-length', 'transfer-encoding'])
        answered.delete(name)
      return new Response(response.body, { status: response.status, headers: answered })
    },
  }
}
