// `npm run dev`: the apps from their sources, each at the address that its build would have, so that what a browser
// has stored there (sign-in, pairing, the cart) stays.
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { ShopBuild } from '@maguey/purchase-web/server/open-shop'
import { createServer, type ViteDevServer } from 'vite'
import type { Answer, Site } from '../gateway/site.ts'
import { forwardTo, tunnelTo } from '../stack/hosted-backend.ts'
import type { Sites } from '../stack/sites.ts'
import type { StackInfo } from '../stack/stack-info.ts'
import { fillPage, type PageConfig } from '../static-site/page-config.ts'

type ShopModule = typeof import('@maguey/purchase-web/server/open-shop')

const appsFolder = fileURLToPath(new URL('../../../../apps', import.meta.url))

/** @returns a function that stops it. */
export async function serveDevApps(
  sites: Sites,
  info: StackInfo,
  settings: Record<string, string>,
): Promise<() => Promise<unknown>> {
  const apps: readonly (readonly [Site, string])[] = [
    [sites.scanner, 'scanner-pwa'],
    [sites.backOffice, 'back-office'],
  ]
  const servers = await Promise.all([
    ...apps.map(([site, app]) => serveApp(site, app, info)),
    serveShop(sites.shop, info, settings),
  ])
  return () => Promise.all(servers.map((server) => server.close()))
}

/** Vite listens on a port of its own; pages and the hot-reload socket are proxied through ours. */
async function serveApp(site: Site, app: string, config: PageConfig): Promise<ViteDevServer> {
  const { server, target } = await openApp(app)
  site.serve(withConfig(forwardTo(target), config), tunnelTo(target))
  return server
}

/** The shop's pages come from its own server, of which an edit counts from the next request on too. */
async function serveShop(
  site: Site,
  config: PageConfig,
  settings: Record<string, string>,
): Promise<ViteDevServer> {
  const { server, target } = await openApp('purchase-web')
  const answer = withConfig(forwardTo(target), config)
  const build: ShopBuild = {
    page: async () =>
      (await answer(new Request(new URL('/index.html', config.shopUrl)), {} as never)).text(),
    file: async (request) => answer(request, {} as never),
  }
  const current = async () => {
    const { openShop } = (await server.ssrLoadModule('/server/open-shop.ts')) as ShopModule
    return openShop(settings, build, { strictPolicy: false })
  }
  site.serve(async (request, bindings) => {
    // Vite's own addresses have no extension (/@vite/client) or a query that is not for us.
    const isSource = /^\/(@|src\/|node_modules\/)/.test(new URL(request.url).pathname)
    return isSource ? answer(request, bindings) : (await current()).fetch(request, bindings)
  }, tunnelTo(target))
  return server
}

async function openApp(app: string): Promise<{ server: ViteDevServer; target: URL }> {
  const root = join(appsFolder, app)
  const server = await createServer({
    root,
    configFile: join(root, 'vite.config.ts'),
    // Separate from what a build leaves in node_modules/.vite, and one per working copy.
    cacheDir: join(root, 'node_modules/.vite-dev'),
    server: { host: '127.0.0.1', port: 0, strictPort: false, allowedHosts: true },
    clearScreen: false,
    logLevel: 'warn',
  })
  await server.listen()
  return { server, target: new URL(server.resolvedUrls?.local[0] ?? '') }
}

function withConfig(answer: Answer, config: PageConfig): Answer {
  return async (request, bindings) => {
    if (isServiceWorker(new URL(request.url).pathname)) return leaving()
    const response = await answer(request, bindings)
    if (!response.headers.get('content-type')?.startsWith('text/html')) return response
    const headers = new Headers(response.headers)
    headers.delete('content-length')
    headers.delete('etag')
    return new Response(fillPage(await response.text(), config), {
      status: response.status,
      headers,
    })
  }
}

const isServiceWorker = (path: string): boolean => /^\/(sw|service-worker)\.js$/.test(path)

/** A build served here before left a service worker that keeps serving it: this one replaces it and unregisters. */
function leaving(): Response {
  const script = `
self.addEventListener('install', () => self.skipWaiting())
self.addEventListener('activate', (event) => event.waitUntil((async () => {
  const names = await caches.keys()
  for (const name of names) await caches.delete(name)
  await self.registration.unregister()
  if (names.length > 0) for (const client of await self.clients.matchAll()) client.navigate(client.url)
})()))`
  return new Response(script, {
    headers: { 'content-type': 'text/javascript', 'cache-control': 'no-store' },
  })
}
