// What door phones offer for checking ages: nothing, a tap, or also reading licences.
import type { ClubSettings } from '@maguey/wire/club'
import { useState } from 'react'
import { m } from '#messages'
import { SelectField } from '#shared/form/fields.tsx'
import { PartCard, type PartProps } from './part-card.tsx'

type IdCheck = ClubSettings['id_check']

const WORDS: Record<IdCheck, () => string> = {
  off: m.club_id_off,
  eye: m.club_id_eye,
  licence: m.club_id_licence,
}

const CHOICES = Object.keys(WORDS) as IdCheck[]

export function IdCheckPart({ settings, ...card }: PartProps) {
  const [draft, setDraft] = useState<IdCheck | null>(null)
  const chosen = draft ?? settings.id_check
  return (
    <PartCard
      {...card}
      changed={chosen !== settings.id_check}
      changes={() => ({ id_check: chosen })}
      lead={m.club_id_lead()}
      onSaved={(next) => {
        setDraft((now) => (now === chosen ? null : now))
        card.onSaved(next)
      }}
      title={m.club_id()}
    >
      <SelectField
        hint={chosen === 'licence' ? m.club_id_licence_hint() : undefined}
        label={m.club_id_label()}
        name="id_check"
        onChange={(value) => setDraft(CHOICES.find((one) => one === value) ?? 'off')}
        options={CHOICES.map((value) => ({ value, label: WORDS[value]() }))}
        value={chosen}
      />
    </PartCard>
  )
}
