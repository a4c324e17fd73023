// How times are written in the whole product, and what a new night begins with.

import { TextField } from '@maguey/ui/text-field.tsx'
import type { ClubSettings, NightDefaults } from '@maguey/wire/club'
import { useState } from 'react'
import { m } from '#messages'
import { SelectField } from '#shared/form/fields.tsx'
import {
  DEFAULT_KEYS,
  type DefaultKey,
  type DefaultTrouble,
  defaultsOf,
  isNumber,
  shownDefault,
  troubleWith,
} from './night-defaults.ts'
import { PartCard, type PartProps } from './part-card.tsx'
import { stillTyped } from './text-changes.ts'

type Draft = Partial<Record<DefaultKey, string>> & { clock?: ClubSettings['clock'] }

const labels: Record<DefaultKey, () => string> = {
  venue_name: m.night_venue,
  venue_capacity: m.night_venue_capacity,
  timezone: m.night_timezone,
  currency: m.night_currency,
  min_age: m.night_min_age,
  max_per_order: m.night_max_per_order,
}

export function HabitsPart({ settings, ...card }: PartProps) {
  const [draft, setDraft] = useState<Draft>({})
  const saved: NightDefaults = settings.night_defaults
  const clock = draft.clock ?? settings.clock
  const now = (key: DefaultKey) => draft[key] ?? shownDefault(saved, key)
  const typed = Object.fromEntries(DEFAULT_KEYS.map((key) => [key, now(key)])) as Record<
    DefaultKey,
    string
  >
  const wrong = (key: DefaultKey) => troubleWith(key, now(key))
  const changed =
    clock !== settings.clock ||
    DEFAULT_KEYS.some((key) => now(key).trim() !== shownDefault(saved, key))
  return (
    <PartCard
      {...card}
      changed={changed}
      changes={() => ({ clock, night_defaults: defaultsOf(typed) })}
      invalid={DEFAULT_KEYS.some((key) => wrong(key) !== null)}
      lead={m.club_habits_lead()}
      onSaved={(next) => {
        setDraft((before) => stillTyped(before, draft))
        card.onSaved(next)
      }}
      title={m.club_habits()}
    >
      <SelectField
        label={m.club_clock()}
        name="clock"
        onChange={(value) =>
          setDraft((before) => ({ ...before, clock: value === '12h' ? '12h' : '24h' }))
        }
        options={[
          { value: '24h', label: m.club_clock_24() },
          { value: '12h', label: m.club_clock_12() },
        ]}
        value={clock}
      />
      {DEFAULT_KEYS.map((key) => (
        <TextField
          autoComplete="off"
          error={troubleWords(wrong(key))}
          inputMode={isNumber(key) ? 'numeric' : 'text'}
          key={key}
          label={labels[key]()}
          list={key === 'timezone' ? 'default-zones' : undefined}
          maxLength={200}
          name={`default_${key}`}
          onChange={(event) => setDraft((before) => ({ ...before, [key]: event.target.value }))}
          value={now(key)}
        />
      ))}
      <datalist id="default-zones">
        {Intl.supportedValuesOf('timeZone').map((zone) => (
          <option key={zone} value={zone} />
        ))}
      </datalist>
    </PartCard>
  )
}

function troubleWords(trouble: DefaultTrouble | null): string | undefined {
  switch (trouble?.code) {
    case 'number':
      return m.night_problem_number({ min: trouble.from, max: trouble.to })
    case 'timezone':
      return m.night_problem_timezone()
    case 'currency':
      return m.night_problem_currency()
    case undefined:
      return undefined
  }
}
