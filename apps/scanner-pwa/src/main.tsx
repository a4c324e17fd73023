// Starts the app: one React root, the service worker, and a check whether the server's addresses have changed.

import { wearKeptFace } from '@maguey/ui/brand/club-face.ts'
import { refreshConfig } from '@maguey/ui/config/page-config.ts'
import { registerServiceWorker } from '@maguey/ui/device/app-update.ts'
import { hear } from '@maguey/ui/hear.ts'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { tagDocumentLanguage } from '#shared/locale.ts'
import { listenForInstall } from '#shared/platform/install-prompt.ts'
import { App } from './app/app.tsx'
import './app/app.css'

const root = document.getElementById('root')
if (root === null) throw new Error('index.html has no #root')
tagDocumentLanguage()
wearKeptFace()
listenForInstall()
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
)

/** After the first camera picture: nothing here may delay the camera. */
const LATER_MS = 1_500
setTimeout(() => {
  if (import.meta.env.PROD) registerServiceWorker('/service-worker.js')
  hear(import('./app/wear-club.ts').then(({ keepWearingClub }) => keepWearingClub()))
  // A cached page may name a server that has moved; nothing is pending this early, so a reload loses nothing.
  if (navigator.onLine) hear(refreshConfig().then((changed) => changed && location.reload()))
}, LATER_MS)
