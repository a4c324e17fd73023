// A part of the settings that consists of texts and numbers.

import { TextField } from '@maguey/ui/text-field.tsx'
import type { ClubSettings, SettingsChange } from '@maguey/wire/club'
import { useState } from 'react'
import { TextArea } from '#shared/form/fields.tsx'
import { PartCard, type PartProps } from './part-card.tsx'

type TextKey = {
  [Key in keyof ClubSettings]: ClubSettings[Key] extends string | number | null ? Key : never
}[keyof ClubSettings]

export type TextOf = {
  key: Exclude<TextKey, 'accent' | 'logo' | 'clock'>
  label: string
  hint?: string
  long?: boolean
  type?: 'email' | 'tel'
  inputMode?: 'decimal' | 'numeric'
  maxLength?: number
}

type TextPartProps = PartProps & { title: string; lead: string; fields: readonly TextOf[] }

type Draft = Partial<Record<TextKey, string>>

export function TextPart({ settings, fields, ...card }: TextPartProps) {
  const [draft, setDraft] = useState<Draft>({})
  const now = (key: TextKey) => draft[key] ?? shown(settings, key)
  const changedKeys = fields
    .map(({ key }) => key)
    .filter((key) => now(key).trim() !== shown(settings, key))
  return (
    <PartCard
      {...card}
      changed={changedKeys.length > 0}
      changes={() => changesOf(changedKeys, now)}
    >
      {fields.map(({ key, label, hint, long, ...rest }) => {
        const line = { ...rest, label, name: key, value: now(key), ...(hint && { hint }) }
        const take = (value: string) => setDraft((before) => ({ ...before, [key]: value }))
        return long ? (
          <TextArea
            {...line}
            className="sm:col-span-2"
            key={key}
            maxLength={20_000}
            onChange={(event) => take(event.target.value)}
          />
        ) : (
          <TextField
            {...line}
            autoComplete="off"
            key={key}
            onChange={(event) => take(event.target.value)}
          />
        )
      })}
    </PartCard>
  )
}

/** Shows a tax of 16.000 as 16. */
function shown(settings: ClubSettings, key: TextKey): string {
  const text = String(settings[key] ?? '')
  return key === 'tax_percent' ? String(Number(text)) : text
}

function changesOf(keys: readonly TextKey[], now: (key: TextKey) => string): SettingsChange {
  return Object.fromEntries(
    keys.map((key) => {
      const text = now(key).trim()
      if (key === 'retention_days') return [key, text === '' ? null : Number(text)]
      return [key, key === 'tax_percent' ? text.replace(',', '.') : text]
    }),
  )
}
