// What a new night begins with, between the fields of the settings and the document that the club keeps.
import type { NightDefaults } from '@maguey/wire/club'

export const DEFAULT_KEYS = [
  'venue_name',
  'venue_capacity',
  'timezone',
  'currency',
  'min_age',
  'max_per_order',
] as const satisfies readonly (keyof NightDefaults)[]
export type DefaultKey = (typeof DEFAULT_KEYS)[number]

/** From and to, as a night may have them. */
const RANGES: Partial<Record<DefaultKey, readonly [number, number]>> = {
  venue_capacity: [0, 1_000_000],
  min_age: [0, 99],
  max_per_order: [1, 100],
}

export const isNumber = (key: DefaultKey): boolean => RANGES[key] !== undefined

export type DefaultTrouble =
  | { code: 'number'; from: number; to: number }
  | { code: 'timezone' | 'currency' }

/** What is wrong with what was typed; null if a night may begin with it. The database has the last word. */
export function troubleWith(key: DefaultKey, typed: string): DefaultTrouble | null {
  const text = typed.trim()
  const range = RANGES[key]
  if (text === '') return null
  if (range) {
    const [from, to] = range
    const isIn = /^\d+$/.test(text) && Number(text) >= from && Number(text) <= to
    return isIn ? null : { code: 'number', from, to }
  }
  if (key === 'timezone') return isZone(text) ? null : { code: 'timezone' }
  if (key === 'currency') return /^[a-z]{3}$/i.test(text) ? null : { code: 'currency' }
  return null
}

function isZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }) !== null
  } catch {
    return false
  }
}

export function shownDefault(defaults: NightDefaults, key: DefaultKey): string {
  const value = defaults[key]
  if (value === undefined || value === null) return ''
  return key === 'currency' ? String(value).toUpperCase() : String(value)
}

/** An empty field has no default: it is absent. */
export function defaultsOf(typed: Record<DefaultKey, string>): NightDefaults {
  const entries = DEFAULT_KEYS.flatMap((key): [DefaultKey, string | number][] => {
    const text = typed[key].trim()
    if (text === '') return []
    if (isNumber(key)) return [[key, Number(text)]]
    return [[key, key === 'currency' ? text.toLowerCase() : text]]
  })
  return Object.fromEntries(entries)
}
