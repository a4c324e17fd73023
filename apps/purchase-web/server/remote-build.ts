// The built app at another address (a static host, a bucket, a CDN), for a server without a disk.
import type { ShopBuild } from './shop-server.d.ts'

/** How long the page is kept: after a release, for as long the old page names the old scripts. */
const KEEP_PAGE_MS = 10_000
const DEADLINE_MS = 5_000

/** @param staticUrl where `dist` is, built with VITE_* for this deployment; without a trailing slash */
export function createRemoteBuild(
  staticUrl: string,
  ask: typeof fetch = fetch,
  nowMs: () => number = Date.now,
): ShopBuild {
  let kept: string | undefined
  let askedAtMs = Number.NEGATIVE_INFINITY
  let refreshing: Promise<string> | undefined

  async function fetchPage(): Promise<string> {
    const signal = AbortSignal.timeout(DEADLINE_MS)
    const response = await ask(`${staticUrl}/index.html`, { signal })
    if (!response.ok) {
      await response.body?.cancel()
      throw new Error(`the build's page answered ${response.status}`)
    }
    kept = await response.text()
    return kept
  }

  /** A host that doesn't answer costs nothing but a page that is a little older. */
  async function refresh(): Promise<string> {
    try {
      return await fetchPage()
    } catch (error) {
      if (kept === undefined) throw error
      return kept
    } finally {
      askedAtMs = nowMs()
      refreshing = undefined
    }
  }

  return {
    async page() {
      if (kept !== undefined && nowMs() - askedAtMs < KEEP_PAGE_MS) return kept
      refreshing ??= refresh()
      return refreshing
    },
    async file(request) {
      const { method } = request
      if (method !== 'GET' && method !== 'HEAD')
        return new Response(null, { status: 405, headers: { allow: 'GET, HEAD' } })
      const { pathname } = new URL(request.url)
      const headers = passedOn(request)
      const response = await answerWithin((signal) =>
        ask(`${staticUrl}${pathname}`, { method, headers, signal }),
      )
      if (response === null) return new Response(null, { status: 504, headers: NOT_KEPT })
      if (isInPlaceOfFile(pathname, response)) {
        await response.body?.cancel()
        return new Response(null, { status: 404, headers: NOT_KEPT })
      }
      const answered = new Headers(response.headers)
      // fetch has already decompressed the body.
      for (const name of ['content-encoding', 'content-length', 'transfer-encoding'])
        answered.delete(name)
      return new Response(response.body, { status: response.status, headers: answered })
    },
  }
}

function passedOn(request: Request): Headers {
  const headers = new Headers()
  for (const name of ['if-none-match', 'accept-encoding', 'range']) {
    const value = request.headers.get(name)
    if (value !== null) headers.set(name, value)
  }
  return headers
}

const NOT_KEPT = { 'cache-control': 'no-store' }

/** Until its head has come; a slow reader may take longer over a large file. */
async function answerWithin(
  ask: (signal: AbortSignal) => Promise<Response>,
): Promise<Response | null> {
  const stop = new AbortController()
  const timer = setTimeout(() => stop.abort(), DEADLINE_MS)
  try {
    return await ask(stop.signal)
  } catch {
    return null
  } finally {
    clearTimeout(timer)
  }
}

/** A static host of a one-page app answers what it doesn't have with the page. */
const isInPlaceOfFile = (pathname: string, { headers }: Response): boolean =>
  !pathname.endsWith('.html') && /^text\/html\b/.test(headers.get('content-type') ?? '')
