// A part of the settings that consists of texts and numbers.

import { TextField } from '@maguey/ui/text-field.tsx'
import { useState } from 'react'
import { m } from '#messages'
import { TextArea } from '#shared/form/fields.tsx'
import { PartCard, type PartProps } from './part-card.tsx'
import { changesOf, isDays, isOfferTime, shown, stillTyped, type TextKey } from './text-changes.ts'

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
  const problemOf = (key: TextKey): string | undefined => {
    if (key === 'retention_days' && !isDays(now(key))) return m.club_retention_wrong()
    if (key === 'offer_minutes' && !isOfferTime(now(key))) return m.club_offer_wrong()
    return undefined
  }
  return (
    <PartCard
      {...card}
      changed={changedKeys.length > 0}
      changes={() => changesOf(changedKeys, now)}
      invalid={fields.some(({ key }) => problemOf(key) !== undefined)}
      onSaved={(next) => {
        setDraft((before) => stillTyped(before, draft))
        card.onSaved(next)
      }}
    >
      {fields.map(({ key, label, hint, long, ...rest }) => {
        const line = { ...rest, label, name: key, value: now(key), ...(hint && { hint }) }
        const take = (value: string) => setDraft((before) => ({ ...before, [key]: value }))
        return long ? (
          <TextArea
            {...line}
            className="@min-[40rem]:col-span-2"
            key={key}
            maxLength={20_000}
            onChange={(event) => take(event.target.value)}
          />
        ) : (
          <TextField
            {...line}
            autoComplete="off"
            error={problemOf(key)}
            key={key}
            onChange={(event) => take(event.target.value)}
          />
        )
      })}
    </PartCard>
  )
}
