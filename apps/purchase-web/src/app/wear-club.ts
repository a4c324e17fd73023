// Asks which face the club has, once the first picture stands, and puts it on.
import { accentTones } from '@maguey/ticket-core/accent-tones'
import { wearFace } from '@maguey/ui/brand/club-face.ts'
import { readClub } from '@maguey/wire/club'
import { callApi } from '@maguey/wire/endpoint'
import { apiPorts } from '#shared/api/ports.ts'

/** Never rejects; without an answer the page keeps the face that it has. */
export async function wearClub(): Promise<void> {
  const answer = await callApi(apiPorts, readClub, {})
  if (!answer.ok) return
  const { name, logo, accent, clock } = answer.value
  wearFace({ name, logo, clock, tones: accentTones(accent) })
}
