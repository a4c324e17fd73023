// Comps: for whom, for which night, how many of which type.

import { Button } from '@maguey/ui/button.tsx'
import { hear } from '@maguey/ui/hear.ts'
import { Notice } from '@maguey/ui/notice.tsx'
import { TextField } from '@maguey/ui/text-field.tsx'
import type { Failure } from '@maguey/wire/failure'
import { type FormEvent, useCallback, useMemo, useState } from 'react'
import { getLocale } from '#i18n'
import { m } from '#messages'
import { SelectField } from '#shared/form/fields.tsx'
import { BackLink } from '#shared/page/back-link.tsx'
import { PageHead } from '#shared/page/page-head.tsx'
import { FailureNotice } from '#shared/rpc/failure-notice.tsx'
import { failureWords } from '#shared/rpc/failure-words.ts'
import { useAnswer } from '#shared/rpc/use-answer.ts'
import { moment } from './order-words.ts'
import type { CompType, OrdersApi } from './orders-api.ts'

export type CompNight = { id: string; name: string; event_date: number; timezone: string }

type CompScreenProps = {
  api: OrdersApi
  nights: readonly CompNight[]
  onGiven: (orderId: string) => void
  onSessionExpired: () => void
}

export function CompScreen({ api, nights, onGiven, onSessionExpired }: CompScreenProps) {
  const [eventId, setEventId] = useState(nights[0]?.id ?? '')
  return (
    <div className="flex flex-col gap-5">
      <BackLink to="/orders">{m.orders_title()}</BackLink>
      <PageHead lead={m.comp_lead()} title={m.comp_give()} />
      {nights.length === 0 ? (
        <Notice title={m.events_empty_title()}>{m.comp_no_night()}</Notice>
      ) : (
        <div className="flex max-w-xl flex-col gap-5">
          <SelectField
            label={m.comp_night()}
            name="night"
            onChange={setEventId}
            options={nights.map(({ id, name, event_date, timezone }) => ({
              value: id,
              label: `${name} · ${moment(new Date(event_date).toISOString(), timezone)}`,
            }))}
            value={eventId}
          />
          <CompForm
            api={api}
            eventId={eventId}
            key={eventId}
            onGiven={onGiven}
            onSessionExpired={onSessionExpired}
          />
        </div>
      )}
    </div>
  )
}

type CompFormProps = Omit<CompScreenProps, 'nights'> & { eventId: string }

function CompForm({ api, eventId, onGiven, onSessionExpired }: CompFormProps) {
  const types = useAnswer(
    useCallback(() => api.types(eventId), [api, eventId]),
    onSessionExpired,
  )
  const [given, setGiven] = useState<Record<string, number>>({})
  const [form, setForm] = useState({ name: '', email: '', reason: '' })
  const [failure, setFailure] = useState<Failure | null>(null)
  const [busy, setBusy] = useState(false)
  const lines = Object.entries(given).flatMap(([ticket_type_id, quantity]) =>
    quantity > 0 ? [{ ticket_type_id, quantity }] : [],
  )
  const wish = JSON.stringify([form, lines])
  // Sending the same request again uses the same key; a changed request gets a new one.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new key whenever the request changes
  const clientKey = useMemo(() => crypto.randomUUID(), [wish])
  const ready = lines.length > 0 && Object.values(form).every((text) => text.trim() !== '')

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault()
    setBusy(true)
    const answer = await api.comp({
      event_id: eventId,
      lines,
      customer: { name: form.name.trim(), email: form.email.trim(), locale: getLocale() },
      reason: form.reason.trim(),
      client_key: clientKey,
    })
    setBusy(false)
    if (answer.ok) onGiven(answer.value.order_id)
    else setFailure(answer.failure)
  }

  const field = (name: keyof typeof form, label: string, type = 'text') => (
    <TextField
      autoCapitalize={type === 'email' ? 'off' : undefined}
      autoComplete="off"
      label={label}
      maxLength={name === 'reason' ? 500 : 120}
      name={name}
      onChange={(event) => setForm((before) => ({ ...before, [name]: event.target.value }))}
      type={type}
      value={form[name]}
    />
  )

  return (
    <form
      className="flex flex-col gap-5"
      noValidate
      onSubmit={(event) => {
        hear(submit(event))
      }}
    >
      {types.failure && <FailureNotice failure={types.failure} />}
      {types.value?.map((type) => (
        <Quantity
          given={given[type.id] ?? 0}
          key={type.id}
          onGiven={(quantity) => setGiven((before) => ({ ...before, [type.id]: quantity }))}
          type={type}
        />
      ))}
      {field('name', m.customer_name())}
      {field('email', m.customer_email(), 'email')}
      {field('reason', m.comp_reason())}
      {failure && <Notice title={failureWords(failure)} tone="danger" />}
      <Button disabled={busy || !ready} type="submit">
        {busy ? m.working() : m.comp_confirm()}
      </Button>
    </form>
  )
}

type QuantityProps = { type: CompType; given: number; onGiven: (quantity: number) => void }

function Quantity({ type, given, onGiven }: QuantityProps) {
  return (
    <TextField
      autoComplete="off"
      hint={m.comp_left({ count: type.available, figure: String(type.available) })}
      inputMode="numeric"
      label={type.name}
      max={type.available}
      min={0}
      name={`quantity-${type.name}`}
      onChange={(event) => onGiven(Math.max(0, event.target.valueAsNumber || 0))}
      type="number"
      value={given}
    />
  )
}
