// The web app manifest: what an installed back office shows on a home screen or a desk.
import type { ManifestOptions } from 'vite-plugin-pwa'

export const webManifest: Partial<ManifestOptions> = {
  id: '/',
  name: 'Maguey Back Office',
  short_name: 'Maguey',
  description: 'The night live, the door phones, and the week of the club.',
  start_url: '/',
  scope: '/',
  display: 'standalone',
  background_color: '#0b1311',
  theme_color: '#0b1311',
  categories: ['business', 'productivity'],
  icons: [
    { src: '/icons/icon-192.png', sizes: '192x192', type: 'image/png' },
    { src: '/icons/icon-512.png', sizes: '512x512', type: 'image/png' },
    { src: '/icons/maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
  ],
}
