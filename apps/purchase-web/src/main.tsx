// Starts the shop.
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from '#app/app.tsx'
import { registerServiceWorker } from '#app/register-service-worker.ts'
import { startLocale } from '#shared/locale/locale.ts'
import './styles.css'

startLocale()
const root = document.getElementById('root')
if (root) {
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  )
}
registerServiceWorker()
