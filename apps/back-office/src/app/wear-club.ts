// Loads the club's branding and applies it; the settings page does so again after a change.
import { accentTones } from '@maguey/ticket-core/accent-tones'
import { wearFace } from '@maguey/ui/brand/club-face.ts'
import { callSql } from '@maguey/wire/call'
import { type ClubFace, clubFace } from '@maguey/wire/club'
import { runtime } from './runtime.ts'

export function putOn({ name, logo, accent, clock }: ClubFace): void {
  wearFace({ name, logo, clock, tones: accentTones(accent) })
}

/** Never rejects; without an answer the page keeps its current look. */
export async function wearClub(): Promise<void> {
  const answer = await callSql(runtime().client, clubFace, undefined)
  if (answer.ok) putOn(answer.value)
}
