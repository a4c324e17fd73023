// Fills index.html's configuration block from VITE_* at build time; a server may replace the block when it serves the page.
import type { Plugin } from 'vite'

const MARKER = '"__MAGUEY_CONFIG__"'

/** Replaces the marker in index.html by JSON that is safe inside a script element. */
export function pageConfigPlugin(): Plugin {
  return {
    name: 'maguey-page-config',
    transformIndexHtml: (html) => {
      const env = process.env
      const config = {
        apiUrl: env.VITE_API_URL ?? '',
        publishableKey: env.VITE_PUBLISHABLE_KEY ?? '',
        shopUrl: env.VITE_SHOP_URL ?? '',
        scannerUrl: env.VITE_SCANNER_URL ?? '',
        backOfficeUrl: env.VITE_BACK_OFFICE_URL ?? '',
      }
      return html.replace(MARKER, JSON.stringify(config).replaceAll('<', '\\u003c'))
    },
  }
}
