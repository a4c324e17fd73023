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

export const NUMBERS: readonly DefaultKey[] = ['venue_capacity', 'min_age', 'max_per_order']

export const isCount = (text: string): boolean => /^\s*\d{0,7}\s*$/.test(text)

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
    if (NUMBERS.includes(key)) return [[key, Number(text)]]
    return [[key, key === 'currency' ? text.toLowerCase() : text]]
  })
  return Object.fromEntries(entries)
}
