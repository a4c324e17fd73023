// Name, logo and colour, with a preview in both themes before saving.

import { accentTones, contrast } from '@maguey/ticket-core/accent-tones'
import { Button } from '@maguey/ui/button.tsx'
import { hear } from '@maguey/ui/hear.ts'
import { TextField } from '@maguey/ui/text-field.tsx'
import type { ClubSettings } from '@maguey/wire/club'
import { type ChangeEvent, useId, useState } from 'react'
import { m } from '#messages'
import { logoFrom } from './logo-from.ts'
import { PartCard, type PartProps } from './part-card.tsx'
import { stillTyped } from './text-changes.ts'

type FaceDraft = Pick<ClubSettings, 'name' | 'accent' | 'logo'>

const GREEN = '#0a6b47'

export function FacePart({ settings, ...card }: PartProps) {
  const saved: FaceDraft = {
    name: settings.name,
    accent: settings.accent,
    logo: settings.logo,
  }
  const [draft, setDraft] = useState<Partial<FaceDraft>>({})
  const now = { ...saved, ...draft }
  const change = (part: Partial<FaceDraft>) => setDraft((before) => ({ ...before, ...part }))
  const changed = JSON.stringify(now) !== JSON.stringify(saved) || !settings.named
  return (
    <PartCard
      {...card}
      changed={changed}
      changes={() => ({ ...now, name: now.name.trim() })}
      lead={m.club_face_lead()}
      onSaved={(next) => {
        setDraft((before) => stillTyped(before, draft))
        card.onSaved(next)
      }}
      title={m.club_face()}
    >
      <TextField
        autoComplete="organization"
        label={m.club_name()}
        maxLength={80}
        name="name"
        onChange={(event) => change({ name: event.target.value })}
        value={now.name}
      />
      <LogoField logo={now.logo} onChange={(logo) => change({ logo })} />
      <AccentField accent={now.accent} onChange={(accent) => change({ accent })} />
    </PartCard>
  )
}

type LogoFieldProps = { logo: string | null; onChange: (logo: string | null) => void }

function LogoField({ logo, onChange }: LogoFieldProps) {
  const id = useId()
  const [unreadable, setUnreadable] = useState(false)

  async function take(event: ChangeEvent<HTMLInputElement>): Promise<void> {
    const file = event.target.files?.[0]
    if (file === undefined) return
    const made = await logoFrom(file)
    setUnreadable(made === null)
    if (made !== null) onChange(made)
  }

  return (
    <div>
      <label className="mb-1.5 block font-semibold text-sm" htmlFor={id}>
        {m.club_logo()}
      </label>
      <div className="flex flex-wrap items-center gap-3">
        {logo !== null && (
          <img alt="" className="size-14 rounded-md bg-raised object-contain" src={logo} />
        )}
        <input
          accept="image/png,image/jpeg,image/webp"
          aria-describedby={`${id}-note`}
          className="min-h-12 min-w-0 flex-1 rounded-control border border-line-strong bg-night p-2 text-sm file:mr-3 file:min-h-9 file:rounded-control file:border-0 file:bg-raised file:px-3 file:font-semibold file:text-ink"
          id={id}
          onChange={(event) => hear(take(event))}
          type="file"
        />
        {logo !== null && (
          <Button look="quiet" onClick={() => onChange(null)}>
            {m.club_logo_remove()}
          </Button>
        )}
      </div>
      <p aria-live="polite" className="mt-1.5 text-ink-soft text-sm" id={`${id}-note`}>
        {unreadable ? m.club_logo_unreadable() : m.club_logo_hint()}
      </p>
    </div>
  )
}

type AccentFieldProps = { accent: string | null; onChange: (accent: string | null) => void }

function AccentField({ accent, onChange }: AccentFieldProps) {
  const id = useId()
  const tones = accentTones(accent ?? GREEN)
  return (
    <div>
      <label className="mb-1.5 block font-semibold text-sm" htmlFor={id}>
        {m.club_accent()}
      </label>
      <div className="flex flex-wrap items-center gap-3">
        <input
          aria-describedby={`${id}-note`}
          className="h-12 w-20 cursor-pointer rounded-control border border-line-strong bg-night p-1"
          id={id}
          name="accent"
          onChange={(event) => onChange(event.target.value)}
          type="color"
          value={accent ?? GREEN}
        />
        {tones &&
          ([tones.light, tones.dark] as const).map((tone) => (
            <span
              className="rounded-control px-4 py-2.5 font-semibold"
              key={tone.accent}
              style={{ background: tone.accent, color: tone.on }}
            >
              {m.club_accent_sample({
                ratio: contrast(tone.accent, tone.on).toFixed(1),
              })}
            </span>
          ))}
        {accent !== null && (
          <Button look="quiet" onClick={() => onChange(null)}>
            {m.club_accent_plain()}
          </Button>
        )}
      </div>
      <p className="mt-1.5 text-ink-soft text-sm" id={`${id}-note`}>
        {m.club_accent_hint()}
      </p>
    </div>
  )
}
