// Asks for the phone's name and gate before a code is created for it.

import { Button } from '@maguey/ui/button.tsx'
import { hear } from '@maguey/ui/hear.ts'
import { Notice } from '@maguey/ui/notice.tsx'
import { TextField } from '@maguey/ui/text-field.tsx'
import type { Pairing } from '@maguey/wire/pairing'
import { type FormEvent, useId, useState } from 'react'
import { m } from '#messages'
import { failureWords } from '#shared/rpc/failure-words.ts'
import type { PhonesApi } from './phones-api.ts'

type Gate = { id: string; name: string }

type PairFormProps = {
  api: PhonesApi
  gates: Gate[]
  suggestion: string
  onCreated: (pairing: Pairing) => void
}

export function PairForm({ api, gates, suggestion, onCreated }: PairFormProps) {
  const [name, setName] = useState(suggestion)
  const [gateId, setGateId] = useState(gates.length === 1 ? (gates[0]?.id ?? '') : '')
  const [missing, setMissing] = useState(false)
  const [failure, setFailure] = useState<string | undefined>()
  const [busy, setBusy] = useState(false)

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault()
    setMissing(name.trim() === '')
    if (name.trim() === '') return
    setBusy(true)
    setFailure(undefined)
    const result = await api.pair(name.trim(), gateId === '' ? null : gateId)
    setBusy(false)
    if (result.ok) onCreated(result.value)
    else setFailure(failureWords(result.failure))
  }

  return (
    <form className="flex flex-col gap-5 pt-2" onSubmit={(event) => hear(submit(event))}>
      <TextField
        autoComplete="off"
        error={missing ? m.pair_name_missing() : undefined}
        hint={m.pair_name_hint()}
        label={m.pair_name()}
        maxLength={60}
        name="device_name"
        onChange={(event) => setName(event.target.value)}
        value={name}
      />
      <GateSelect gates={gates} onChange={setGateId} value={gateId} />
      {failure !== undefined && <Notice title={failure} tone="danger" />}
      <Button disabled={busy} type="submit">
        {busy ? m.pair_creating() : m.pair_create()}
      </Button>
    </form>
  )
}

type GateSelectProps = { gates: Gate[]; value: string; onChange: (gateId: string) => void }

function GateSelect({ gates, value, onChange }: GateSelectProps) {
  const id = useId()
  return (
    <div>
      <label className="mb-1.5 block font-semibold text-sm" htmlFor={id}>
        {m.pair_gate()}
      </label>
      <select
        className="min-h-12 w-full rounded-control border border-line-strong bg-night px-4 text-base text-ink"
        id={id}
        name="gate"
        onChange={(event) => onChange(event.target.value)}
        value={value}
      >
        <option value="">{m.pair_gate_any()}</option>
        {gates.map((gate) => (
          <option key={gate.id} value={gate.id}>
            {gate.name}
          </option>
        ))}
      </select>
    </div>
  )
}
