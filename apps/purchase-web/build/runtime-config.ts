// Fills the page's config element at build time; the server that serves the page may replace it.
import type { Plugin } from 'vite'

const slot = /(<script type="application\/json" id="maguey-config">)[^<]*/

/** @param env the VITE_* variables; missing ones become '' which means "this page's own origin". */
export const runtimeConfig = (env: Record<string, string>): Plugin => ({
  name: 'maguey-runtime-config',
  transformIndexHtml(html) {
    const config = {
      apiUrl: env.VITE_API_URL ?? '',
      publishableKey: env.VITE_PUBLISHABLE_KEY ?? '',
      shopUrl: env.VITE_SHOP_URL ?? '',
      scannerUrl: env.VITE_SCANNER_URL ?? '',
    }
    const json = JSON.stringify(config).replaceAll('<', '\\u003c')
    return html.replace(slot, (_, open: string) => open + json)
  },
})
