// Where a type is sold out: a place on its waiting list. What is typed is the customer's draft, kept like the checkout's.

import { buttonStyle } from '@maguey/ui/button-style.ts'
import { hear } from '@maguey/ui/hear.ts'
import type { ShopEvent, TicketType } from '@maguey/wire/events'
import { type Failure, isRefusal } from '@maguey/wire/failure'
import type { JoinWish } from '@maguey/wire/waiting-list'
import { ListPlus, MailCheck } from 'lucide-react'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { getLocale } from '#i18n'
import { m } from '#messages'
import { joinWaiting } from '#shared/api/waiting-api.ts'
import { checkoutDraft, useCustomer } from '#shared/draft/checkout-draft.ts'
import { Notice } from '#shared/ui/notice.tsx'
import { ProblemNotice } from '#shared/ui/problem-notice.tsx'
import { focusField, TextField } from '#shared/ui/text-field.tsx'
import { type DetailError, type DetailErrors, validateDetails } from './validate-details.ts'

type WaitingListProps = { event: ShopEvent; refresh: () => void }

export function WaitingList({ event, refresh }: WaitingListProps) {
  const types = event.ticket_types.filter(({ on_sale }) => on_sale === 'sold_out')
  const [open, setOpen] = useState(false)
  const [sentTo, setSentTo] = useState<string | null>(null)
  const joined = useRef<HTMLDivElement>(null)
  useEffect(() => {
    // It has taken the place of the form, and of its button.
    if (sentTo !== null) joined.current?.focus()
  }, [sentTo])
  if (sentTo !== null)
    return (
      <div ref={joined} tabIndex={-1} className="outline-none">
        <Notice icon={MailCheck} title={m.wait_joined_title()} role="status" testId="wait-joined">
          <p>{m.wait_joined_body({ email: sentTo })}</p>
        </Notice>
      </div>
    )
  if (types.length === 0) return null
  return (
    <section
      data-testid="waiting-list"
      aria-labelledby="waiting-title"
      className="rounded-card border border-line bg-surface p-5"
    >
      <h2 id="waiting-title" className="text-2xl leading-tight">
        {m.wait_title()}
      </h2>
      <p className="mt-1.5 text-ink-soft">{m.wait_body()}</p>
      {open ? (
        <JoinForm event={event} types={types} onJoined={setSentTo} refresh={refresh} />
      ) : (
        <button
          type="button"
          className={`${buttonStyle.secondary} mt-4 w-full`}
          onClick={() => setOpen(true)}
        >
          <ListPlus aria-hidden className="size-5" />
          {m.wait_join()}
        </button>
      )}
    </section>
  )
}

const explain: Record<DetailError, () => string> = {
  email_missing: m.email_missing,
  email_malformed: m.email_malformed,
  name_missing: m.name_missing,
  name_long: m.name_long,
}

type JoinFormProps = WaitingListProps & {
  types: readonly TicketType[]
  onJoined: (email: string) => void
}

function JoinForm({ event, types, onJoined, refresh }: JoinFormProps) {
  const form = useRef<HTMLFormElement>(null)
  const customer = useCustomer()
  const [code, setCode] = useState('')
  const [quantity, setQuantity] = useState(1)
  const [checked, setChecked] = useState(false)
  const { asking, problem, join } = useJoining(event.slug)
  // Seats of the chosen one may have come free meanwhile.
  const type = types.find((one) => one.code === code) ?? types[0]
  const most = type?.max_per_order ?? 1

  useEffect(() => {
    // It has taken the place of the button that opened it.
    form.current?.querySelector<HTMLElement>('input, select')?.focus()
  }, [])

  const send = async () => {
    setChecked(true)
    const first = firstToMend(validateDetails(customer))
    if (first) return focusField(form.current, first)
    if (type === undefined || asking) return
    const email = customer.email.trim()
    const failure = await join({
      ticket_type: type.code,
      quantity: Math.min(quantity, most),
      customer: { email, name: customer.name.trim() },
      locale: getLocale(),
    })
    if (failure === null) return onJoined(email)
    if (isRefusal(failure, 'invalid_email')) focusField(form.current, 'wait-email')
    else refresh()
  }
  const submit = (submitted: FormEvent) => {
    submitted.preventDefault()
    hear(send())
  }

  const badEmail = problem !== null && isRefusal(problem, 'invalid_email')
  return (
    <form ref={form} className="mt-5 space-y-5" noValidate onSubmit={submit}>
      <WhichType types={types} chosen={type?.code ?? ''} onChoose={setCode} />
      <HowMany most={most} chosen={Math.min(quantity, most)} onChoose={setQuantity} />
      <WhoWaits errors={checked ? validateDetails(customer) : {}} badEmail={badEmail} />
      <p className="text-sm text-ink-soft">{m.wait_rules()}</p>
      <button type="submit" className={`${buttonStyle.primary} w-full`} disabled={asking}>
        {m.wait_join()}
      </button>
      {problem && !badEmail ? <ProblemNotice problem={problem} safe={m.wait_safe()} /> : null}
    </form>
  )
}

const firstToMend = ({ email, name }: DetailErrors): string | null =>
  email ? 'wait-email' : name ? 'wait-name' : null

function useJoining(slug: string) {
  const [asking, setAsking] = useState(false)
  const [problem, setProblem] = useState<Failure | null>(null)
  /** @returns why it failed */
  const join = async (wish: JoinWish): Promise<Failure | null> => {
    setAsking(true)
    const answer = await joinWaiting(slug, wish)
    setAsking(false)
    const failure = answer.ok ? null : answer.failure
    setProblem(failure)
    return failure
  }
  return { asking, problem, join }
}

function WhoWaits({ errors, badEmail }: { errors: DetailErrors; badEmail: boolean }) {
  const customer = useCustomer()
  const wrongEmail = errors.email ? explain[errors.email]() : undefined
  return (
    <>
      <TextField
        id="wait-email"
        required
        label={m.email()}
        hint={m.wait_email_hint()}
        error={wrongEmail ?? (badEmail ? m.email_malformed() : undefined)}
        type="email"
        inputMode="email"
        autoComplete="email"
        autoCapitalize="off"
        spellCheck={false}
        value={customer.email}
        onChange={(changed) => checkoutDraft.setCustomer({ email: changed.target.value })}
      />
      <TextField
        id="wait-name"
        required
        label={m.name()}
        hint={m.name_hint()}
        error={errors.name ? explain[errors.name]() : undefined}
        autoComplete="name"
        value={customer.name}
        onChange={(changed) => checkoutDraft.setCustomer({ name: changed.target.value })}
      />
    </>
  )
}

type HowManyProps = { most: number; chosen: number; onChoose: (count: number) => void }

function HowMany({ most, chosen, onChoose }: HowManyProps) {
  const counts = Array.from({ length: most }, (_, index) => index + 1)
  return (
    <div>
      <label htmlFor="wait-quantity" className="mb-1.5 block font-semibold">
        {m.wait_how_many()}
      </label>
      <select
        id="wait-quantity"
        className="block min-h-12 w-full rounded-control border border-line-strong bg-surface px-4 text-lg text-ink"
        value={chosen}
        onChange={(changed) => onChoose(Number(changed.target.value))}
      >
        {counts.map((count) => (
          <option key={count}>{count}</option>
        ))}
      </select>
    </div>
  )
}

type WhichTypeProps = {
  types: readonly TicketType[]
  chosen: string
  onChoose: (code: string) => void
}

function WhichType({ types, chosen, onChoose }: WhichTypeProps) {
  if (types.length < 2) return <p className="text-lg font-semibold">{types[0]?.name}</p>
  return (
    <fieldset>
      <legend className="mb-1.5 font-semibold">{m.wait_which()}</legend>
      {types.map(({ code, name }) => (
        <label key={code} className="flex min-h-11 items-center gap-3">
          <input
            type="radio"
            name="type"
            className="size-5 shrink-0 accent-agave"
            checked={code === chosen}
            onChange={() => onChoose(code)}
          />
          {name}
        </label>
      ))}
    </fieldset>
  )
}
