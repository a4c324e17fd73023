// What the texts of the settings become when they are saved, and what is still unsaved afterwards.

import type { ClubSettings, SettingsChange } from '@maguey/wire/club'

export type TextKey = {
  [Key in keyof ClubSettings]: ClubSettings[Key] extends string | number | null ? Key : never
}[keyof ClubSettings]

/** Shows a tax of 16.000 as 16. */
export function shown(settings: ClubSettings, key: TextKey): string {
  const text = String(settings[key] ?? '')
  return key === 'tax_percent' ? String(Number(text)) : text
}

/** Empty, or a whole number of days; the database refuses the same. */
export const isDays = (text: string): boolean =>
  text.trim() === '' || (/^\s*\d{1,4}\s*$/.test(text) && Number(text) >= 1 && Number(text) <= 3650)

/** A quarter of an hour to two days, in whole minutes; the database refuses the same. */
export const isOfferTime = (text: string): boolean =>
  /^\s*\d{2,4}\s*$/.test(text) && Number(text) >= 15 && Number(text) <= 2880

export function changesOf(keys: readonly TextKey[], now: (key: TextKey) => string): SettingsChange {
  return Object.fromEntries(
    keys.map((key) => {
      const text = now(key).trim()
      if (key === 'retention_days') return [key, text === '' ? null : Number(text)]
      if (key === 'offer_minutes') return [key, Number(text)]
      return [key, key === 'tax_percent' ? text.replace(',', '.') : text]
    }),
  )
}

/** What was typed since `sent` was saved: the saved fields show the server's form of them ("16" for "16.0"). */
export function stillTyped<T extends object>(now: T, sent: T): Partial<T> {
  const kept = Object.entries(now).filter(([key, value]) => sent[key as keyof T] !== value)
  return Object.fromEntries(kept) as Partial<T>
}
