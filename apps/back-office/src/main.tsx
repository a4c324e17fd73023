// Starts the back office: one React root, the service worker, and a check whether the server's addresses have changed.

import { wearKeptFace } from '@maguey/ui/brand/club-face.ts'
import { refreshConfig } from '@maguey/ui/config/page-config.ts'
import { registerServiceWorker } from '@maguey/ui/device/app-update.ts'
import { hear } from '@maguey/ui/hear.ts'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { getLocale } from '#i18n'
import { App } from './app/app.tsx'
import { wearClub } from './app/wear-club.ts'
import './app/app.css'

const root = document.getElementById('root')
if (root === null) throw new Error('index.html has no #root')
// Determines screen readers' pronunciation and the language of the shared controls.
document.documentElement.lang = getLocale()
wearKeptFace()
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
)

if (import.meta.env.PROD) registerServiceWorker('/service-worker.js')
// A cached page may name a server that has moved; at startup a reload loses nothing.
if (navigator.onLine) hear(refreshConfig().then((changed) => changed && location.reload()))
hear(wearClub())
