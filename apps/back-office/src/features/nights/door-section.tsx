// A night's door settings: gates and what each admits, seat pools, re-entry, tickets that haven't synced yet.

import { Button } from '@maguey/ui/button.tsx'
import { IconButton } from '@maguey/ui/icon-button.tsx'
import { SwitchRow } from '@maguey/ui/switch-row.tsx'
import type { Night, NightGate } from '@maguey/wire/nights'
import { Plus, Trash2 } from 'lucide-react'
import { m } from '#messages'
import { ChoiceField, NightField, NumberField, Section } from './night-field.tsx'

type SectionProps = { night: Night; onChange: (changes: Partial<Night>) => void }

export function DoorSection({ night, onChange }: SectionProps) {
  const { gates } = night
  const replace = (at: number, changes: Partial<NightGate>) =>
    onChange({ gates: gates.map((gate, n) => (n === at ? { ...gate, ...changes } : gate)) })
  return (
    <Section title={m.night_door()}>
      <SwitchRow
        checked={night.reentry}
        label={m.night_reentry()}
        note={m.night_reentry_note()}
        onChange={(reentry) => onChange({ reentry })}
      />
      <ChoiceField
        label={m.night_unsynced()}
        onText={(policy) => onChange({ unsynced_policy: policy === 'ask' ? 'ask' : 'admit' })}
        options={[
          { value: 'admit', label: m.night_unsynced_admit() },
          { value: 'ask', label: m.night_unsynced_ask() },
        ]}
        path="unsynced_policy"
        value={night.unsynced_policy}
      />
      {gates.map((gate, n) => (
        <GateEditor
          gate={gate}
          key={gate.id}
          night={night}
          onChange={(changes) => replace(n, changes)}
          onRemove={() => onChange({ gates: gates.filter((_, other) => other !== n) })}
          path={`gates.${n}.`}
        />
      ))}
      <Button
        icon={<Plus aria-hidden className="size-5" />}
        look="secondary"
        onClick={() =>
          onChange({ gates: [...gates, { id: crypto.randomUUID(), name: '', admits: null }] })
        }
      >
        {m.night_gate_add()}
      </Button>
    </Section>
  )
}

type GateEditorProps = {
  gate: NightGate
  night: Night
  path: string
  onChange: (changes: Partial<NightGate>) => void
  onRemove: () => void
}

function GateEditor({ gate, night, path, onChange, onRemove }: GateEditorProps) {
  const admitted = (id: string) => gate.admits === null || gate.admits.includes(id)
  const toggle = (id: string) => {
    const now = night.types
      .map((type) => type.id)
      .filter((other) => admitted(other) !== (other === id))
    // The last one stays ticked: a gate that admits nobody is no gate.
    if (now.length > 0) onChange({ admits: now.length === night.types.length ? null : now })
  }
  const label = gate.name || m.night_gate()
  return (
    <fieldset className="min-w-0 rounded-control border border-line bg-raised p-4">
      <legend className="sr-only">{label}</legend>
      <div className="flex items-end gap-2">
        <NightField
          className="min-w-0 flex-1"
          label={m.night_gate()}
          maxLength={60}
          onText={(name) => onChange({ name })}
          path={`${path}name`}
          value={gate.name}
        />
        <IconButton
          icon={<Trash2 aria-hidden className="size-5" />}
          label={m.night_remove({ name: label })}
          onClick={onRemove}
        />
      </div>
      <p className="mt-3 font-semibold text-sm">{m.night_admits()}</p>
      <div className="mt-1 flex flex-wrap gap-x-5">
        {night.types.map((type) => (
          <label className="flex min-h-11 items-center gap-2" key={type.id}>
            <input
              checked={admitted(type.id)}
              className="size-5 accent-agave"
              onChange={() => toggle(type.id)}
              type="checkbox"
            />
            {type.name || m.night_type_new()}
          </label>
        ))}
      </div>
      {gate.admits === null && <p className="text-ink-soft text-sm">{m.night_admits_all()}</p>}
    </fieldset>
  )
}

export function PoolsSection({ night, onChange }: SectionProps) {
  const { pools } = night
  return (
    <Section title={m.night_pools()}>
      <p className="-mt-2 text-ink-soft">{m.night_pools_note()}</p>
      {pools.map((pool, n) => (
        <div className="flex items-end gap-2" key={pool.id}>
          <NightField
            className="min-w-0 flex-1"
            label={m.night_pool_name()}
            maxLength={80}
            onText={(name) =>
              onChange({ pools: pools.map((p) => (p.id === pool.id ? { ...p, name } : p)) })
            }
            path={`pools.${n}.name`}
            value={pool.name}
          />
          <NumberField
            className="w-28"
            label={m.night_capacity()}
            onNumber={(value) => {
              const capacity = value ?? 0
              onChange({ pools: pools.map((p) => (p.id === pool.id ? { ...p, capacity } : p)) })
            }}
            path={`pools.${n}.capacity`}
            value={pool.capacity}
          />
          <IconButton
            icon={<Trash2 aria-hidden className="size-5" />}
            label={m.night_remove({ name: pool.name || m.night_pool() })}
            onClick={() =>
              onChange({
                pools: pools.filter((p) => p.id !== pool.id),
                types: night.types.map((t) => (t.pool === pool.id ? { ...t, pool: null } : t)),
              })
            }
          />
        </div>
      ))}
      <Button
        icon={<Plus aria-hidden className="size-5" />}
        look="secondary"
        onClick={() =>
          onChange({ pools: [...pools, { id: crypto.randomUUID(), name: '', capacity: 40 }] })
        }
      >
        {m.night_pool_add()}
      </Button>
    </Section>
  )
}
