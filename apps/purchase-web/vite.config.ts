// Builds the shop: React, Tailwind, compiled messages and an offline service worker.
import { paraglideVitePlugin } from '@inlang/paraglide-js'
import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig, loadEnv } from 'vite'
import { VitePWA } from 'vite-plugin-pwa'
import { brandPlugin } from '../../packages/ui/src/brand/brand-plugin.ts'
import { pageConfigPlugin } from '../../packages/ui/src/config/page-config-plugin.ts'
import { inlineStyles } from './build/inline-styles.ts'
import { pageChunks } from './build/page-chunks.ts'

const EVERY_PAGE =
  /node_modules\/(react|react-dom|scheduler|valibot)\/|lucide-react\/dist\/esm\/(Icon|context|createLucideIcon|defaultAttributes|shared)|src\/app\/(?!missing-page|wear-club)|src\/shared\/(api\/(ask-again|ports|inlined-page|source)|event\/night-name|format|locale|routing|ui\/(embedded-path|link|notice|poster|problem-notice))|packages\/ui\/src\/(brand|config|format|button-style|hear)|packages\/wire\/src\/(deadline|endpoint|failure|posters|sql-function|values)|src\/paraglide\/(runtime|registry)/
/** Whatever else two pages need, but for what is large and comes later. */
const SHARED = /^(?!.*(qrcode|supabase|radix|ticket-qr|qr-path)).*$/

export default defineConfig(({ mode }) => ({
  plugins: [
    pageConfigPlugin(loadEnv(mode, import.meta.dirname)),
    brandPlugin('favicon.svg'),
    paraglideVitePlugin({
      project: './project.inlang',
      outdir: './src/paraglide',
      strategy: ['localStorage', 'preferredLanguage', 'baseLocale'],
    }),
    pageChunks(),
    inlineStyles(),
    react(),
    tailwindcss(),
    VitePWA({
      strategies: 'injectManifest',
      srcDir: 'src/service-worker',
      filename: 'sw.ts',
      injectRegister: false,
      injectManifest: {
        globPatterns: ['**/*.{js,css,html,svg}', '**/*-first-*.woff2'],
        globIgnores: ['**/supabase-*.js'],
      },
      manifest: {
        name: 'Maguey',
        short_name: 'Maguey',
        description: 'Tickets for nights at Maguey.',
        start_url: '/',
        display: 'standalone',
        background_color: '#0b1311',
        theme_color: '#0b1311',
        icons: [
          { src: '/icons/maguey-192.png', sizes: '192x192', type: 'image/png' },
          { src: '/icons/maguey-512.png', sizes: '512x512', type: 'image/png' },
          {
            src: '/icons/maguey-maskable-512.png',
            sizes: '512x512',
            type: 'image/png',
            purpose: 'maskable',
          },
        ],
      },
    }),
  ],
  build: {
    target: ['es2022', 'safari16'],
    assetsInlineLimit: 0,
    // One sheet, which is in the page: no chunk asks for it again.
    cssCodeSplit: false,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      // What every page needs travels in one file: small files compress worse and cost a round trip each.
      output: {
        codeSplitting: {
          groups: [
            { name: 'base', test: EVERY_PAGE, priority: 2 },
            { name: 'shared', test: SHARED, minShareCount: 2, priority: 1 },
          ],
        },
      },
    },
  },
}))
