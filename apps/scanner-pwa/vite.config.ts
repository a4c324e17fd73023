// Builds the door app: the page, the decoding worker, and the service worker that precaches both.
import { readFile } from 'node:fs/promises'
import { paraglideVitePlugin } from '@inlang/paraglide-js'
import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { VitePWA } from 'vite-plugin-pwa'
import { brandPlugin } from '../../packages/ui/src/brand/brand-plugin.ts'
import { pageConfigPlugin } from '../../packages/ui/src/config/page-config-plugin.ts'
import { keepPluralRules } from '../../packages/ui/src/format/keep-plural-rules.ts'
import { slimReactRouter } from '../../packages/ui/src/routing/slim-react-router.ts'
import { webManifest } from './build/web-manifest.ts'

const { version } = JSON.parse(await readFile(new URL('./package.json', import.meta.url), 'utf8'))

export default defineConfig({
  define: { __APP_VERSION__: JSON.stringify(version) },
  plugins: [
    paraglideVitePlugin({
      project: './project.inlang',
      outdir: './src/paraglide',
      strategy: ['localStorage', 'preferredLanguage', 'baseLocale'],
    }),
    keepPluralRules(),
    slimReactRouter(),
    tailwindcss(),
    react(),
    pageConfigPlugin(),
    brandPlugin('icons/icon.svg'),
    VitePWA({
      strategies: 'injectManifest',
      srcDir: 'src/sw',
      filename: 'service-worker.ts',
      injectRegister: false,
      manifest: webManifest,
      injectManifest: {
        globPatterns: ['**/*.{js,css,html,svg,png,woff2,wasm}'],
        maximumFileSizeToCacheInBytes: 5_000_000,
      },
    }),
  ],
  worker: { format: 'es' },
  build: { target: 'es2022', modulePreload: { polyfill: false }, assetsInlineLimit: 0 },
})
