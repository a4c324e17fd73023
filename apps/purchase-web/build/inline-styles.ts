// Puts the style sheet into the page: the first picture waits for one answer, not for two.
import type { Plugin } from 'vite'

const LINK = /<link rel="stylesheet"[^>]*href="\/(?<file>[^"]+\.css)"[^>]*>/

export const inlineStyles = (): Plugin => ({
  name: 'maguey-inline-styles',
  apply: 'build',
  enforce: 'post',
  transformIndexHtml: {
    order: 'post',
    handler: (html, { bundle = {} }) => {
      const file = LINK.exec(html)?.groups?.file
      const sheet = file === undefined ? undefined : bundle[file]
      if (file === undefined || sheet?.type !== 'asset')
        throw new Error('The built page has no style sheet.')
      delete bundle[file]
      for (const output of Object.values(bundle))
        if (output.type === 'chunk' && output.code.includes(file))
          throw new Error(`${output.fileName} asks for the style sheet that is in the page.`)
      return html.replace(LINK, () => `<style>${String(sheet.source)}</style>`)
    },
  },
})
