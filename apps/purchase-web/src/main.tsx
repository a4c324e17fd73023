// Starts the shop.
import { wearKeptFace } from '@maguey/ui/brand/club-face.ts'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from '#app/app.tsx'
import { registerServiceWorker } from '#app/register-service-worker.ts'
import { startLocale } from '#shared/locale/locale.ts'
import './styles.css'

startLocale()
wearKeptFace()
const root = document.getElementById('root')
if (root) {
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  )
}
registerServiceWorker()
// After the first picture: a club's colour is no reason to wait for it.
import('#app/wear-club.ts').then(({ wearClub }) => wearClub()).catch(() => undefined)
