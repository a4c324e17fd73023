// Serves the three built apps on their addresses, with the addresses of everything else filled in.
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Answer } from '../gateway/site.ts'
import { createStaticSite } from '../static-site/static-site.ts'
import type { Sites } from './sites.ts'
import type { StackInfo } from './stack-info.ts'

const appsFolder = join(dirname(fileURLToPath(import.meta.url)), '../../../../apps')

export async function serveApps(
  sites: Sites,
  info: StackInfo,
  settings: Record<string, string>,
): Promise<void> {
  const { apiUrl, publishableKey, shopUrl, scannerUrl, backOfficeUrl } = info
  const site = (app: string, scans: boolean, imagesFrom: string[] = []) =>
    createStaticSite({
      folder: join(appsFolder, app, 'dist'),
      config: { apiUrl, publishableKey, shopUrl, scannerUrl, backOfficeUrl },
      policy: { connectTo: [apiUrl], imagesFrom, scans },
    })
  const shop = await openShop(settings, info, site('purchase-web', false, [apiUrl]))
  sites.shop.serve(withOneAddress(info.shopUrl, shop))
  sites.scanner.serve(withOneAddress(info.scannerUrl, site('scanner-pwa', true)))
  sites.backOffice.serve(
    withOneAddress(info.backOfficeUrl, site('back-office', false, [apiUrl, shopUrl])),
  )
}

type Site = (request: Request) => Promise<Response>

/** The shop's own server over its built files. Loaded only here: it needs the shop's compiled messages. */
async function openShop(
  settings: Record<string, string>,
  { shopUrl }: StackInfo,
  file: Site,
): Promise<Answer> {
  const { openShop: open } = await import('@maguey/purchase-web/server/open-shop')
  const page = async () => (await file(new Request(`${shopUrl}/index.html`))).text()
  const app = open(settings, { page, file })
  return (request, bindings) => app.fetch(request, bindings)
}

/** An app's stored data belongs to one origin, so requests to another address of this machine are redirected to it. */
function withOneAddress(url: string, answer: Answer): Answer {
  if (!url.startsWith('https:')) return answer
  return (request, bindings) => {
    const asked = new URL(request.url)
    if (asked.protocol === 'https:') return answer(request, bindings)
    return Response.redirect(url + asked.pathname + asked.search, 307)
  }
}
