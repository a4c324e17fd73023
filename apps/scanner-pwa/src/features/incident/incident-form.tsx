// Writes down an incident or a removal, offline too: what, where, when, in the doorman's words. Kept before it says so.

import { Button } from '@maguey/ui/button.tsx'
import { hear } from '@maguey/ui/hear.ts'
import { Notice } from '@maguey/ui/notice.tsx'
import { TextField } from '@maguey/ui/text-field.tsx'
import {
  type incidentAct,
  MAX_INCIDENT_PLACE,
  MAX_INCIDENT_WORDS,
} from '@maguey/wire/door-acts/incident'
import { type FormEvent, useId, useState } from 'react'
import type { InferOutput } from 'valibot'
import { m } from '#messages'

export type Incident = InferOutput<typeof incidentAct>

type IncidentFormProps = {
  /** The gate's name, if one was chosen. */
  gate: string | null
  /** Resolves once it is on the disk, or says that it isn't. Never rejects. */
  keep: (incident: Incident) => Promise<boolean>
  onKept: () => void
}

const MINUTES = [0, 5, 15, 30, 60] as const

export function IncidentForm({ gate, keep, onKept }: IncidentFormProps) {
  const [what, setWhat] = useState<Incident['payload']['what']>('incident')
  const [place, setPlace] = useState('')
  const [words, setWords] = useState('')
  const [ago, setAgo] = useState<number>(0)
  const [state, setState] = useState<'writing' | 'missing' | 'keeping' | 'failed'>('writing')
  const id = useId()
  const missing = state === 'missing' && words.trim() === ''

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault()
    if (words.trim() === '') {
      setState('missing')
      return
    }
    setState('keeping')
    const payload = { what, place: place.trim(), words: words.trim(), minutes_ago: ago }
    if (await keep({ kind: 'incident', payload })) onKept()
    else setState('failed')
  }

  return (
    <form className="flex flex-col gap-4 pt-2" noValidate onSubmit={(event) => hear(submit(event))}>
      <Choices
        label={m.incident_what()}
        name="what"
        onChange={(value) => setWhat(value === 'removal' ? 'removal' : 'incident')}
        options={[
          ['incident', m.incident_incident()],
          ['removal', m.incident_removal()],
        ]}
        value={what}
      />
      <div>
        <label className="mb-1.5 block font-semibold text-sm" htmlFor={id}>
          {m.incident_words()}
        </label>
        <textarea
          aria-describedby={`${id}-note`}
          aria-invalid={missing}
          className="min-h-28 w-full rounded-control border border-line-strong bg-night px-4 py-3 text-base text-ink aria-invalid:border-warning"
          id={id}
          maxLength={MAX_INCIDENT_WORDS}
          name="words"
          onChange={(event) => setWords(event.target.value)}
          value={words}
        />
        <p
          aria-live="polite"
          className={`mt-1.5 text-sm ${missing ? 'text-warning' : 'text-ink-soft'}`}
          id={`${id}-note`}
        >
          {missing ? m.incident_words_missing() : m.incident_words_hint()}
        </p>
      </div>
      <TextField
        autoComplete="off"
        hint={gate === null ? m.incident_place_hint() : m.incident_place_gate({ gate })}
        label={m.incident_place()}
        maxLength={MAX_INCIDENT_PLACE}
        name="place"
        onChange={(event) => setPlace(event.target.value)}
        value={place}
      />
      <Choices
        label={m.incident_when()}
        name="minutes_ago"
        onChange={(value) => setAgo(Number(value))}
        options={MINUTES.map((minutes) => [String(minutes), whenWords(minutes)])}
        value={String(ago)}
      />
      {state === 'failed' && (
        <Notice title={m.incident_failed()} tone="danger">
          {m.incident_failed_body()}
        </Notice>
      )}
      <Button disabled={state === 'keeping'} type="submit">
        {m.incident_keep()}
      </Button>
    </form>
  )
}

const whenWords = (minutes: number): string =>
  minutes === 0 ? m.incident_now() : m.incident_ago({ minutes: String(minutes) })

type ChoicesProps = {
  label: string
  name: string
  options: readonly (readonly [value: string, title: string])[]
  value: string
  onChange: (value: string) => void
}

/** Native radios as large chips, which wrap. */
function Choices({ label, name, options, value, onChange }: ChoicesProps) {
  return (
    <fieldset>
      <legend className="mb-1.5 font-semibold text-sm">{label}</legend>
      <div className="flex flex-wrap gap-2">
        {options.map(([option, title]) => (
          <label
            className="flex min-h-12 cursor-pointer items-center rounded-control border border-line-strong px-4 font-semibold has-checked:border-agave has-checked:bg-agave has-checked:text-on-agave has-focus-visible:outline-3 has-focus-visible:outline-agave"
            key={option}
          >
            <input
              checked={option === value}
              className="sr-only"
              name={name}
              onChange={() => onChange(option)}
              type="radio"
              value={option}
            />
            {title}
          </label>
        ))}
      </div>
    </fieldset>
  )
}
