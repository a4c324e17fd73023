// Has the built page begin by enter.js, which starts the shop after the first paint; the shop's own script is fetched at once.
import { readFileSync } from 'node:fs'
import type { Plugin } from 'vite'

const SCRIPT = /<script type="module" crossorigin src="(?<src>[^"]+)"><\/script>/

export const enterAfterPaint = (): Plugin => ({
  name: 'maguey-enter-after-paint',
  apply: 'build',
  buildStart() {
    const source = readFileSync(new URL('enter.js', import.meta.url), 'utf8')
    this.emitFile({ type: 'asset', name: 'enter.js', source })
  },
  transformIndexHtml: {
    order: 'post',
    handler(html, { bundle = {} }) {
      const src = SCRIPT.exec(html)?.groups?.src
      const enter = Object.values(bundle).find(
        (output) => output.type === 'asset' && output.names.includes('enter.js'),
      )
      if (src === undefined || enter === undefined) throw new Error('The built page has no script.')
      const enterTag = `<script type="module" crossorigin src="/${enter.fileName}"></script>`
      // Before those of the page, and the largest: the first to be asked for.
      const startTag = `<link rel="modulepreload" crossorigin data-start href="${src}">`
      return html
        .replace(SCRIPT, () => enterTag)
        .replace('<!--chunks', () => `${startTag}<!--chunks`)
    },
  },
})
