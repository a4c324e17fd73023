// Writes the addresses of this stack into a built page, which was built without knowing them.
import { createHash } from 'node:crypto'

export type PageConfig = {
  apiUrl: string
  publishableKey: string
  shopUrl: string
  scannerUrl: string
  backOfficeUrl: string
}

const slot = /(<script type="application\/json" id="maguey-config">)[^<]*(<\/script>)/

/** Fills the page's config element with only the known fields. A page without the element is unchanged. */
export function fillPage(html: string, config: PageConfig): string {
  const { apiUrl, publishableKey, shopUrl, scannerUrl, backOfficeUrl } = config
  const shown: PageConfig = { apiUrl, publishableKey, shopUrl, scannerUrl, backOfficeUrl }
  const json = JSON.stringify(shown).replaceAll('<', '\\u003c')
  return html.replace(slot, (_, open: string, close: string) => open + json + close)
}

/**
 * A service worker precaches the page under the hash that it had when built. With other addresses it is a different
 * page, and an installed app would keep the old addresses for ever, so the hash is replaced by the filled page's.
 */
export function fillServiceWorker(script: string, builtHtml: string, filledHtml: string): string {
  return script.replaceAll(md5(builtHtml), md5(filledHtml))
}

const md5 = (text: string) => createHash('md5').update(text).digest('hex')
