// Earlier prices of a type; each ends on a date or when it sells out, whichever comes first.

import { Button } from '@maguey/ui/button.tsx'
import { IconButton } from '@maguey/ui/icon-button.tsx'
import type { NightRelease } from '@maguey/wire/nights'
import { Plus, Trash2 } from 'lucide-react'
import { m } from '#messages'
import { NightField, NumberField, TimeField } from './night-field.tsx'

type ReleasesEditorProps = {
  releases: readonly NightRelease[]
  currency: string
  path: string
  onChange: (releases: NightRelease[]) => void
}

export function ReleasesEditor({ releases, currency, path, onChange }: ReleasesEditorProps) {
  const replace = (at: number, changes: Partial<NightRelease>) =>
    onChange(releases.map((release, n) => (n === at ? { ...release, ...changes } : release)))
  const next = m.night_release_name_of({ number: releases.length + 1 })
  return (
    <div className="grid grid-cols-1 gap-3">
      <p className="font-semibold text-sm">{m.night_releases()}</p>
      <p className="-mt-2 text-ink-soft text-sm">{m.night_releases_note()}</p>
      {releases.map((release, n) => (
        <fieldset
          className="grid min-w-0 grid-cols-2 gap-3 rounded-control border border-line p-3"
          // Releases have no id; their position identifies them.
          // biome-ignore lint/suspicious/noArrayIndexKey: see above
          key={n}
        >
          <legend className="sr-only">{release.name}</legend>
          <NightField
            label={m.night_release_name()}
            maxLength={80}
            onText={(name) => replace(n, { name })}
            path={`${path}.${n}.name`}
            value={release.name}
          />
          <NightField
            inputMode="decimal"
            label={`${m.night_price()} (${currency.toUpperCase()})`}
            onText={(price) =>
              replace(n, { price: price.replace(',', '.').replace(/[^\d.]/g, '') })
            }
            path={`${path}.${n}.price`}
            value={release.price}
          />
          <NumberField
            empty
            hint={m.night_release_until_note()}
            label={m.night_release_until()}
            onNumber={(until_taken) => replace(n, { until_taken })}
            path={`${path}.${n}.until_taken`}
            value={release.until_taken}
          />
          <TimeField
            label={m.night_release_ends()}
            onTime={(ends_at) => replace(n, { ends_at })}
            path={`${path}.${n}.ends_at`}
            value={release.ends_at}
          />
          <div className="col-span-2 flex justify-end">
            <IconButton
              icon={<Trash2 aria-hidden className="size-5" />}
              label={m.night_remove({ name: release.name })}
              onClick={() => onChange(releases.filter((_, other) => other !== n))}
            />
          </div>
        </fieldset>
      ))}
      <Button
        icon={<Plus aria-hidden className="size-5" />}
        look="secondary"
        onClick={() =>
          onChange([...releases, { name: next, price: '15.00', until_taken: 50, ends_at: null }])
        }
      >
        {m.night_release_add()}
      </Button>
    </div>
  )
}
