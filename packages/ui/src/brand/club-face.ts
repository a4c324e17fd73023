// The club's own face on a page: its name and logo for whoever shows them, its colour over the tokens, its way of telling
// the time. Kept on the device, so that the next start wears it from its first picture.
import { useSyncExternalStore } from 'react'
import { type ClockStyle, setClock } from '../format/moment.ts'

/** The four accent tokens of a theme, as ticket-core's accent-tones makes them. */
type Tone = { accent: string; strong: string; wash: string; on: string }

export type Face = {
  name: string
  /** A data URL. */
  logo: string | null
  /** Null: agave green. */
  tones: { light: Tone; dark: Tone } | null
  clock: ClockStyle
}

const PLAIN: Face = { name: 'Maguey', logo: null, tones: null, clock: '24h' }
const KEPT_KEY = 'maguey.face'
const TOKENS = {
  accent: '--maguey-agave',
  strong: '--maguey-agave-strong',
  wash: '--maguey-agave-wash',
  on: '--maguey-on-agave',
} as const

let face: Face = PLAIN
const listeners = new Set<() => void>()

/**
 * Puts on what this device saw last; call it before the first picture.
 * @param name of the club as the server said it, for a device that has seen nothing yet
 */
export function wearKeptFace(name?: string): void {
  if (name !== undefined) wear({ ...PLAIN, name })
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEPT_KEY) ?? 'null')
    if (isFace(kept)) wear(kept)
  } catch {
    // Nothing that could be read is nothing kept.
  }
}

/** Puts on what the server says, and keeps it. */
export function wearFace(next: Face): void {
  if (JSON.stringify(next) === JSON.stringify(face)) return
  wear(next)
  try {
    localStorage.setItem(KEPT_KEY, JSON.stringify(next))
  } catch {
    // A full disk: it is asked for again at the next start.
  }
}

/** Also for the root of an app, so that every time on its page is drawn anew when the club's style arrives. */
export function useFace(): Face {
  return useSyncExternalStore(subscribe, () => face)
}

function wear(next: Face): void {
  face = next
  setClock(next.clock)
  const { style } = document.documentElement
  for (const [part, token] of Object.entries(TOKENS) as [keyof Tone, string][]) {
    if (next.tones === null) style.removeProperty(token)
    else style.setProperty(token, `light-dark(${next.tones.light[part]}, ${next.tones.dark[part]})`)
  }
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

function isFace(kept: unknown): kept is Face {
  if (typeof kept !== 'object' || kept === null) return false
  const { name, logo, tones, clock } = kept as Partial<Record<keyof Face, unknown>>
  return (
    typeof name === 'string' &&
    (clock === '24h' || clock === '12h') &&
    (logo === null || typeof logo === 'string') &&
    (tones === null || (typeof tones === 'object' && 'light' in tones && 'dark' in tones))
  )
}
