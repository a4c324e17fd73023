// Asks which face the club has, at the start and whenever the network or the app's user comes back, and puts it on.
import { accentTones } from '@maguey/ticket-core/accent-tones'
import { wearFace } from '@maguey/ui/brand/club-face.ts'
import { readConfig } from '@maguey/ui/config/page-config.ts'
import { hear } from '@maguey/ui/hear.ts'
import { readClub } from '@maguey/wire/club'
import { callApi } from '@maguey/wire/endpoint'
import { currentLocale } from '#shared/locale.ts'

/** Never rejects; without an answer the phone keeps the face that it has. */
async function wearClub(): Promise<void> {
  const ports = {
    apiUrl: `${readConfig().apiUrl}/functions/v1`,
    fetch: (...args: Parameters<typeof fetch>) => fetch(...args),
    locale: currentLocale,
    isOnline: () => navigator.onLine,
  }
  const answer = await callApi(ports, readClub, {})
  if (!answer.ok) return
  const { name, logo, accent, clock } = answer.value
  wearFace({ name, logo, clock, tones: accentTones(accent) })
}

export async function keepWearingClub(): Promise<void> {
  window.addEventListener('online', () => hear(wearClub()))
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') hear(wearClub())
  })
  await wearClub()
}
