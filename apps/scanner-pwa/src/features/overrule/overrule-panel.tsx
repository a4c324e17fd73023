// A manager overrules a red: why in one tap, whose PIN, the PIN. Checked on this phone, also without a network.
import { Button } from '@maguey/ui/button.tsx'
import { Notice } from '@maguey/ui/notice.tsx'
import { TextField } from '@maguey/ui/text-field.tsx'
import { type ReactNode, useState } from 'react'
import type { ManagerRow } from '#db/rows.ts'
import { m } from '#messages'
import { PinStep } from './pin-step.tsx'
import type { PinTries } from './pin-tries.ts'

const REASONS = [
  m.door_reason_house,
  m.door_reason_crew,
  m.door_reason_mistake,
  m.door_reason_lost_copy,
  m.door_reason_other_gate,
] as const

type OverrulePanelProps = {
  /** What is being overruled, in words. */
  about: ReactNode
  managers: readonly ManagerRow[]
  tries: PinTries
  onOverrule: (decision: { by: string; reason: string }) => void
}

export function OverrulePanel({ about, managers, tries, onOverrule }: OverrulePanelProps) {
  const [reason, setReason] = useState<string>()
  const [managerId, setManagerId] = useState(managers.length === 1 ? managers[0]?.id : undefined)
  const manager = managers.find(({ id }) => id === managerId)
  if (managers.length === 0) {
    return (
      <Notice title={m.door_overrule_nobody_title()} tone="warning">
        {m.door_overrule_nobody_body()}
      </Notice>
    )
  }
  return (
    <div className="flex flex-col gap-4 pt-1 flat:gap-2">
      <div className="flex flex-col gap-4 flat:flex-row flat:items-center flat:*:flex-1">
        <p className="min-w-0 break-words font-semibold text-ink-soft">{about}</p>
        {reason !== undefined && (
          <button
            className="flex min-h-11 min-w-0 items-center justify-between gap-3 rounded-control bg-raised px-4 text-left"
            onClick={() => setReason(undefined)}
            type="button"
          >
            <span className="min-w-0 break-words font-semibold">{reason}</span>
            <span className="shrink-0 text-agave">{m.door_overrule_change()}</span>
          </button>
        )}
      </div>
      {reason === undefined && <ReasonStep onReason={setReason} />}
      {reason !== undefined && managers.length > 1 && (
        <Choices
          chosen={managerId}
          label={m.door_overrule_who()}
          onChoose={setManagerId}
          options={managers.map(({ id, name }) => ({ id, title: name }))}
        />
      )}
      {reason !== undefined && manager && (
        <PinStep
          key={manager.id}
          manager={manager}
          onRight={() => onOverrule({ by: manager.id, reason })}
          tries={tries}
        />
      )}
    </div>
  )
}

function ReasonStep({ onReason }: { onReason: (reason: string) => void }) {
  const [words, setWords] = useState('')
  const options = REASONS.map((say) => ({ id: say(), title: say() }))
  const own = words.trim()
  return (
    <>
      <Choices label={m.door_overrule_why()} onChoose={onReason} options={options} />
      <form
        className="flex flex-col gap-3"
        onSubmit={(form) => {
          form.preventDefault()
          if (own !== '') onReason(own)
        }}
      >
        <TextField
          autoComplete="off"
          label={m.door_reason_words()}
          maxLength={200}
          name="reason"
          onChange={(change) => setWords(change.target.value)}
          value={words}
        />
        <Button disabled={own === ''} look="secondary" type="submit">
          {m.door_overrule_next()}
        </Button>
      </form>
    </>
  )
}

type ChoicesProps = {
  label: string
  options: readonly { id: string; title: string }[]
  chosen?: string | undefined
  onChoose: (id: string) => void
}

function Choices({ label, options, chosen, onChoose }: ChoicesProps) {
  return (
    <fieldset>
      <legend className="mb-2 font-semibold">{label}</legend>
      <div className="flex flex-wrap gap-2">
        {options.map(({ id, title }) => (
          <button
            aria-pressed={chosen === undefined ? undefined : chosen === id}
            className={`min-h-12 rounded-full border px-4 font-semibold ${chosen === id ? 'border-agave bg-agave text-on-agave' : 'border-line bg-raised active:bg-line'}`}
            key={id}
            onClick={() => onChoose(id)}
            type="button"
          >
            {title}
          </button>
        ))}
      </div>
    </fieldset>
  )
}
