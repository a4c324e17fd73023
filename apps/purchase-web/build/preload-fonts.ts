// Asks for the two faces of the first screen at once, not only when the style sheet has been read.
import type { Plugin } from 'vite'

export const preloadFonts = (): Plugin => ({
  name: 'maguey-preload-fonts',
  apply: 'build',
  transformIndexHtml: {
    order: 'post',
    handler: (_html, { bundle = {} }) =>
      Object.keys(bundle)
        .filter((name) => /-latin-wght-normal-.*\.woff2$/.test(name))
        .map((name) => ({
          tag: 'link',
          attrs: {
            rel: 'preload',
            as: 'font',
            type: 'font/woff2',
            crossorigin: '',
            href: `/${name}`,
          },
          injectTo: 'head' as const,
        })),
  },
})
