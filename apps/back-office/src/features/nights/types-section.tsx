// The tickets of a night: each a stub as customers see it, with its other settings behind "More".

import { Button } from '@maguey/ui/button.tsx'
import type { ManagedNight, Night, NightType } from '@maguey/wire/nights'
import { Plus } from 'lucide-react'
import { m } from '#messages'
import { blankType } from './night-draft.ts'
import { Section, useProblem } from './night-field.tsx'
import { TypeEditor } from './type-editor.tsx'

type TypesSectionProps = {
  night: Night
  taken: ManagedNight['taken']
  onChange: (changes: Partial<Night>) => void
}

export function TypesSection({ night, taken, onChange }: TypesSectionProps) {
  const problem = useProblem('types')
  const { types } = night
  const replace = (at: number, changes: Partial<NightType>) =>
    onChange({ types: types.map((type, n) => (n === at ? { ...type, ...changes } : type)) })
  const move = (at: number, by: -1 | 1) => {
    const moved = types.filter((_, n) => n !== at)
    const type = types[at]
    if (type) onChange({ types: moved.toSpliced(at + by, 0, type) })
  }
  const remove = (at: number) => {
    const gone = types[at]?.id
    onChange({
      types: types.filter((_, n) => n !== at),
      // A gate that would admit nobody admits everybody instead, and its editor says so.
      gates: night.gates.map((gate) => {
        const admits = gate.admits?.filter((id) => id !== gone) ?? null
        return { ...gate, admits: admits?.length === 0 ? null : admits }
      }),
    })
  }
  return (
    <Section title={m.night_tickets()}>
      {problem === undefined ? null : (
        <p className="font-semibold text-error" role="alert" tabIndex={-1}>
          {problem}
        </p>
      )}
      {types.map((type, n) => (
        <TypeEditor
          first={n === 0}
          key={type.id}
          last={n === types.length - 1}
          night={night}
          onChange={(changes) => replace(n, changes)}
          onMove={(by) => move(n, by)}
          onRemove={() => remove(n)}
          path={`types.${n}.`}
          taken={taken[type.id]}
          type={type}
        />
      ))}
      <Button
        icon={<Plus aria-hidden className="size-5" />}
        look="secondary"
        onClick={() => onChange({ types: [...types, blankType(crypto.randomUUID(), '')] })}
      >
        {m.night_type_add()}
      </Button>
    </Section>
  )
}
