// Builds the shop: React, Tailwind, compiled messages and an offline service worker.
import { paraglideVitePlugin } from '@inlang/paraglide-js'
import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig, loadEnv } from 'vite'
import { VitePWA } from 'vite-plugin-pwa'
import { brandPlugin } from '../../packages/ui/src/brand/brand-plugin.ts'
import { pageConfigPlugin } from '../../packages/ui/src/config/page-config-plugin.ts'
import { enterAfterPaint } from './build/enter-after-paint.ts'
import { inlineStyles } from './build/inline-styles.ts'
import { pageChunks } from './build/page-chunks.ts'

/** Whatever several pages need, but for what is large and comes later. */
const SHARED = /^(?!.*(qrcode|dijkstra|supabase|radix|ticket-qr|qr-path)).*$/
/** What the list and the sale both need. */
const CHOICE =
  /checkout-draft|zustand|sale-label|messages\/(n_left|n_tickets|not_yet_title|on_sale_from|paused_title|sales_ended|cancelled|sold_out)\./
/** What the sale needs, and so do other parts that come later. */
const SALE =
  /uuid-v7|save-file|share-link|calendar-file|text-field|freshness|icons\/(loader-circle|calendar-plus|share-2|plus|minus|x|check|radio)\.|messages\/(email|email_missing|email_malformed|name|name_hint|availability_\w+|live|add_to_calendar|link_copied)\./

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
    enterAfterPaint(),
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
      // Small files compress worse and cost a round trip each; large ones bring what this page doesn't need.
      output: {
        codeSplitting: {
          groups: [
            { name: 'base', tags: ['$initial'], priority: 4 },
            { name: 'shared', test: SHARED, minShareCount: 5, priority: 3 },
            { name: 'choice', test: CHOICE, priority: 2 },
            { name: 'sale', test: SALE, priority: 2 },
            {
              name: 'some',
              test: SHARED,
              minShareCount: 2,
              priority: 1,
              entriesAware: true,
              entriesAwareMergeThreshold: 3_000,
            },
          ],
        },
      },
    },
  },
}))
