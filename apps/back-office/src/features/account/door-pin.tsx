// A manager's PIN for the door: typed twice, hashed here, and only the hash is sent.

import { hashPin, isGoodPin, PIN_ITERATIONS, PIN_SALT_BYTES } from '@maguey/ticket-core/door-pin'
import { Button } from '@maguey/ui/button.tsx'
import { formatDayAndClock } from '@maguey/ui/format/moment.ts'
import { hear } from '@maguey/ui/hear.ts'
import { Notice } from '@maguey/ui/notice.tsx'
import { TextField } from '@maguey/ui/text-field.tsx'
import type { PinHash } from '@maguey/wire/door-pin'
import type { Answer } from '@maguey/wire/failure'
import { useState } from 'react'
import { m } from '#messages'
import { Sure } from '#shared/form/sure.tsx'
import { region } from '#shared/format/region.ts'
import { FailureNotice } from '#shared/rpc/failure-notice.tsx'
import { failureWords } from '#shared/rpc/failure-words.ts'
import { useAnswer } from '#shared/rpc/use-answer.ts'
import { OneStepForm } from './one-step-form.tsx'

type PinSet = { set_at: string | null }

export type DoorPinApi = {
  read: () => Promise<Answer<PinSet>>
  set: (hash: PinHash) => Promise<Answer<PinSet>>
  remove: () => Promise<Answer<PinSet>>
}

type DoorPinProps = {
  /** Must be stable. */
  api: DoorPinApi
  onSessionExpired: () => void
}

export function DoorPin({ api, onSessionExpired }: DoorPinProps) {
  const { value, failure, reload } = useAnswer(api.read, onSessionExpired)
  const [pin, setPin] = useState('')
  const [again, setAgain] = useState('')
  const [saved, setSaved] = useState(false)

  async function save(): Promise<string | null> {
    setSaved(false)
    if (!isGoodPin(pin)) return m.door_pin_weak()
    if (pin !== again) return m.door_pin_differs()
    const answer = await api.set(await hashOf(pin))
    if (!answer.ok) return failureWords(answer.failure)
    setPin('')
    setAgain('')
    setSaved(true)
    await reload()
    return null
  }

  const setAt = value?.set_at ?? null
  return (
    <section aria-labelledby="door-pin" className="max-w-md" data-testid="door-pin">
      <h2 className="font-bold text-xl" id="door-pin">
        {m.door_pin_title()}
      </h2>
      <p className="mb-4 text-ink-soft">{m.door_pin_lead()}</p>
      {failure && <FailureNotice failure={failure} />}
      {saved && <Notice title={m.door_pin_saved()} />}
      {setAt !== null && <PinIsSet api={api} onRemoved={reload} setAt={setAt} />}
      <OneStepForm
        onSubmit={save}
        submit={setAt === null ? m.door_pin_set() : m.door_pin_replace()}
      >
        <PinField label={m.door_pin_label()} name="pin" onChange={setPin} value={pin} />
        <PinField label={m.door_pin_again()} name="pin_again" onChange={setAgain} value={again} />
      </OneStepForm>
    </section>
  )
}

type PinFieldProps = {
  label: string
  name: string
  value: string
  onChange: (pin: string) => void
}

function PinField({ label, name, value, onChange }: PinFieldProps) {
  return (
    <TextField
      autoComplete="off"
      inputMode="numeric"
      label={label}
      name={name}
      onChange={(event) => onChange(event.target.value.replace(/\D/g, '').slice(0, 6))}
      type="password"
      value={value}
    />
  )
}

type PinIsSetProps = { api: DoorPinApi; setAt: string; onRemoved: () => Promise<void> }

function PinIsSet({ api, setAt, onRemoved }: PinIsSetProps) {
  const [problem, setProblem] = useState<string | null>(null)
  const [sure, setSure] = useState(false)
  const [busy, setBusy] = useState(false)
  async function remove(): Promise<void> {
    setBusy(true)
    const answer = await api.remove()
    setBusy(false)
    setSure(false)
    setProblem(answer.ok ? null : failureWords(answer.failure))
    await onRemoved()
  }
  return (
    <div className="my-4 flex flex-wrap items-center gap-3">
      <p className="min-w-0 flex-1 basis-48">
        {m.door_pin_since({ when: formatDayAndClock(setAt, { region: region() }) })}
      </p>
      <Button aria-expanded={sure} look="secondary" onClick={() => setSure(!sure)}>
        {m.door_pin_remove()}
      </Button>
      {sure && (
        <Sure
          busy={busy}
          onNo={() => setSure(false)}
          onYes={() => hear(remove())}
          question={m.door_pin_remove_sure()}
          yes={m.door_pin_remove_yes()}
        />
      )}
      {problem !== null && <Notice title={problem} tone="danger" />}
    </div>
  )
}

async function hashOf(pin: string): Promise<PinHash> {
  const salt = crypto.getRandomValues(new Uint8Array(PIN_SALT_BYTES))
  const hash = await hashPin(crypto.subtle, pin, { salt, iterations: PIN_ITERATIONS })
  return { salt: base64url(salt), hash: base64url(hash), iterations: PIN_ITERATIONS }
}

const base64url = (bytes: Uint8Array): string =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '')
