// Starts the shop.
import '#app/storage-or-memory.ts'
import { wearKeptFace } from '@maguey/ui/brand/club-face.ts'
import { setClock } from '@maguey/ui/format/moment.ts'
import { StrictMode, startTransition } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from '#app/app.tsx'
import { reportHeight } from '#app/embedded.ts'
import { firstPage } from '#app/pages.tsx'
import { registerServiceWorker } from '#app/register-service-worker.ts'
import { wearFaces } from '#app/wear-faces.ts'
import { inlinedClub, isInlined } from '#shared/api/inlined-page.ts'
import { startLocale } from '#shared/locale/locale.ts'
import { keepReferral } from '#shared/orders/referral.ts'
import { EMBEDDED } from '#shared/ui/embedded-path.ts'
import './styles.css'

const club = inlinedClub()
startLocale()
keepReferral(sessionStorage, location.search)
wearKeptFace(club?.name)
// The server drew with it: what the script draws over that says the same time.
if (club) setClock(club.clock)
if (EMBEDDED) reportHeight()
wearFaces()
// What the server drew stands until the page can take its place whole.
if (isInlined()) firstPage.then(start, start)
else start()
if (!EMBEDDED) registerServiceWorker()
// After the first picture: a club's colour is no reason to wait for it.
import('#app/wear-club.ts').then(({ wearClub }) => wearClub()).catch(() => undefined)

function start(): void {
  const root = document.getElementById('root')
  if (!root) return
  const app = (
    <StrictMode>
      <App />
    </StrictMode>
  )
  // In small pieces: a tap meanwhile is heard.
  startTransition(() => createRoot(root).render(app))
}
