// Gives a page the mark: inline where it says <!--rosette-->, and as the icon of its browser tab.
import { readFileSync } from 'node:fs'
import type { Plugin } from 'vite'
import { markSvg } from './mark.ts'

const icon = readFileSync(new URL('icon.svg', import.meta.url), 'utf8')

/** @param iconPath where the page's `<link rel="icon">` points, without the leading slash */
export function brandPlugin(iconPath: string): Plugin {
  return {
    name: 'maguey-brand',
    transformIndexHtml: (html) =>
      html.replace('<!--rosette-->', () => markSvg(icon, 'size-8 text-agave')),
    generateBundle() {
      this.emitFile({ type: 'asset', fileName: iconPath, source: icon })
    },
    configureServer(server) {
      server.middlewares.use(`/${iconPath}`, (_, response) => {
        response.setHeader('content-type', 'image/svg+xml').end(icon)
      })
    },
  }
}
