// The three built apps on their addresses, told where everything is.
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createStaticSite } from '../static-site/static-site.ts'
import type { Sites } from './sites.ts'
import type { StackInfo } from './stack-info.ts'

const appsFolder = join(dirname(fileURLToPath(import.meta.url)), '../../../../apps')

export function serveApps(sites: Sites, info: StackInfo): void {
  const { apiUrl, publishableKey, shopUrl, scannerUrl, backOfficeUrl } = info
  const site = (app: string, scans: boolean) =>
    createStaticSite({
      folder: join(appsFolder, app, 'dist'),
      config: { apiUrl, publishableKey, shopUrl, scannerUrl, backOfficeUrl },
      policy: { connectTo: [apiUrl], scans },
    })
  sites.shop.serve(site('purchase-web', false))
  sites.scanner.serve(site('scanner-pwa', true))
  sites.backOffice.serve(site('back-office', false))
}
