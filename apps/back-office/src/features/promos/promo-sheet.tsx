// A new promo code: the discount, what it applies to, how often and when.

import { Button } from '@maguey/ui/button.tsx'
import { hear } from '@maguey/ui/hear.ts'
import { Notice } from '@maguey/ui/notice.tsx'
import { Sheet } from '@maguey/ui/sheet.tsx'
import { TextField } from '@maguey/ui/text-field.tsx'
import type { PromoCode } from '@maguey/wire/promo-codes'
import { type FormEvent, useState } from 'react'
import { m } from '#messages'
import { SelectField } from '#shared/form/fields.tsx'
import { failureWords } from '#shared/rpc/failure-words.ts'
import { emptyPromo, firstWrong, type PromoDraft, type PromoField, wishOf } from './promo-draft.ts'
import type { PromosApi } from './promos-api.ts'

export type PromoNight = { id: string; name: string }

type PromoSheetProps = {
  api: PromosApi
  nights: readonly PromoNight[]
  onClose: () => void
  onMade: (promo: PromoCode) => void
}

const CURRENCIES = ['usd', 'mxn', 'eur', 'gbp', 'cad']

export function PromoSheet({ api, nights, onClose, onMade }: PromoSheetProps) {
  const [draft, setDraft] = useState<PromoDraft>(emptyPromo)
  const [wrong, setWrong] = useState<PromoField | null>(null)
  const [failure, setFailure] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const change = (part: Partial<PromoDraft>) => setDraft((before) => ({ ...before, ...part }))

  async function submit(event: FormEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault()
    const form = event.currentTarget
    const first = firstWrong(draft)
    setWrong(first)
    if (first !== null) {
      const control = form.elements.namedItem(first)
      if (control instanceof HTMLElement) control.focus()
      return
    }
    setBusy(true)
    const answer = await api.create(wishOf(draft))
    setBusy(false)
    if (answer.ok) onMade(answer.value)
    else setFailure(failureWords(answer.failure))
  }

  return (
    <Sheet description={m.promo_new_lead()} onOpenChange={onClose} open title={m.promo_new()}>
      <form
        className="grid grid-cols-2 gap-4 pt-2"
        noValidate
        onSubmit={(event) => {
          hear(submit(event))
        }}
      >
        <TextField
          autoCapitalize="characters"
          autoComplete="off"
          className="col-span-2"
          error={wrong === 'code' ? m.promo_code_wrong() : undefined}
          hint={m.promo_code_hint()}
          label={m.promo_code()}
          maxLength={24}
          name="code"
          onChange={(event) => change({ code: event.target.value })}
          value={draft.code}
        />
        <WhatOff change={change} draft={draft} wrong={wrong} />
        <SelectField
          className="col-span-2"
          label={m.promo_night()}
          name="night"
          onChange={(eventId) => change({ eventId })}
          options={[
            { value: '', label: m.promo_any_night() },
            ...nights.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          value={draft.eventId}
        />
        <Limits change={change} draft={draft} wrong={wrong} />
        {failure !== null && (
          <div className="col-span-2">
            <Notice title={failure} tone="danger" />
          </div>
        )}
        <Button className="col-span-2" disabled={busy} type="submit">
          {m.promo_make()}
        </Button>
      </form>
    </Sheet>
  )
}

type PartProps = {
  draft: PromoDraft
  wrong: PromoField | null
  change: (part: Partial<PromoDraft>) => void
}

function WhatOff({ draft, wrong, change }: PartProps) {
  return (
    <>
      <SelectField
        label={m.promo_takes()}
        name="takes"
        onChange={(takes) => change({ takes: takes === 'amount' ? 'amount' : 'percent' })}
        options={[
          { value: 'percent', label: m.promo_percent() },
          { value: 'amount', label: m.promo_amount() },
        ]}
        value={draft.takes}
      />
      <TextField
        autoComplete="off"
        error={wrong === 'value' ? m.promo_value_wrong() : undefined}
        inputMode="decimal"
        label={draft.takes === 'percent' ? m.promo_percent_value() : m.promo_amount_value()}
        name="value"
        onChange={(event) => change({ value: event.target.value })}
        value={draft.value}
      />
      {draft.takes === 'amount' && draft.eventId === '' && (
        <SelectField
          className="col-span-2"
          hint={m.promo_currency_hint()}
          label={m.promo_currency()}
          name="currency"
          onChange={(currency) => change({ currency })}
          options={CURRENCIES.map((code) => ({ value: code, label: code.toUpperCase() }))}
          value={draft.currency}
        />
      )}
    </>
  )
}

function Limits({ draft, wrong, change }: PartProps) {
  const line = (name: 'maxUses' | 'maxPerCustomer', label: string) => (
    <TextField
      autoComplete="off"
      error={wrong === name ? m.promo_count_wrong() : undefined}
      inputMode="numeric"
      label={label}
      name={name}
      onChange={(event) => change({ [name]: event.target.value })}
      placeholder={m.promo_no_limit()}
      value={draft[name]}
    />
  )
  const moment = (name: 'startsAt' | 'endsAt', label: string) => (
    <TextField
      className="col-span-2 sm:col-span-1"
      error={wrong === name ? m.promo_ends_wrong() : undefined}
      label={label}
      name={name}
      onChange={(event) => change({ [name]: event.target.value })}
      type="datetime-local"
      value={draft[name]}
    />
  )
  return (
    <>
      {line('maxUses', m.promo_max_uses())}
      {line('maxPerCustomer', m.promo_max_per_customer())}
      <TextField
        autoCapitalize="characters"
        autoComplete="off"
        className="col-span-2"
        hint={m.promo_types_hint()}
        label={m.promo_types()}
        name="types"
        onChange={(event) => change({ types: event.target.value })}
        value={draft.types}
      />
      {moment('startsAt', m.promo_starts())}
      {moment('endsAt', m.promo_ends())}
      <TextField
        autoComplete="off"
        className="col-span-2"
        label={m.promo_note()}
        maxLength={200}
        name="note"
        onChange={(event) => change({ note: event.target.value })}
        value={draft.note}
      />
    </>
  )
}
