// Builds the back office: the pages, each its own chunk, and the service worker that opens them without a network.

import { paraglideVitePlugin } from '@inlang/paraglide-js'
import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { VitePWA } from 'vite-plugin-pwa'
import { brandPlugin } from '../../packages/ui/src/brand/brand-plugin.ts'
import { pageConfigPlugin } from '../../packages/ui/src/config/page-config-plugin.ts'
import { webManifest } from './build/web-manifest.ts'

export default defineConfig({
  plugins: [
    paraglideVitePlugin({
      project: './project.inlang',
      outdir: './src/paraglide',
      strategy: ['localStorage', 'preferredLanguage', 'baseLocale'],
    }),
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
        globPatterns: ['**/*.{js,css,html,svg,png}', '**/*latin-wght-normal*.woff2'],
      },
    }),
  ],
  build: { target: 'es2022', modulePreload: { polyfill: false }, assetsInlineLimit: 0 },
})
