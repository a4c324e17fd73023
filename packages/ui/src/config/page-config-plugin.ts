// Fills a page's configuration element from VITE_* at build time; the server that serves the page may replace it.
import type { Plugin } from 'vite'

const SLOT = /(<script type="application\/json" id="maguey-config">)[^<]*/

/** @param env the VITE_* variables; missing ones become ''. */
export function pageConfigPlugin(env: Record<string, string | undefined> = process.env): Plugin {
  return {
    name: 'maguey-page-config',
    transformIndexHtml: (html) => {
      const config = {
        apiUrl: env.VITE_API_URL ?? '',
        publishableKey: env.VITE_PUBLISHABLE_KEY ?? '',
        shopUrl: env.VITE_SHOP_URL ?? '',
        scannerUrl: env.VITE_SCANNER_URL ?? '',
        backOfficeUrl: env.VITE_BACK_OFFICE_URL ?? '',
      }
      const json = JSON.stringify(config).replaceAll('<', '\\u003c')
      return html.replace(SLOT, (_, open: string) => open + json)
    },
  }
}
