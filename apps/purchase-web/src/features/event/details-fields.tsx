// Who gets the tickets: e-mail and name, with what is wrong said beside each.
import { CircleAlert } from 'lucide-react'
import type { InputHTMLAttributes } from 'react'
import { m } from '#messages'
import type { Customer } from '#shared/draft/checkout-draft.ts'
import type { RefusedFields } from './checkout-problem.tsx'
import type { DetailError, DetailErrors } from './validate-details.ts'

type DetailsFieldsProps = {
  customer: Customer
  errors: DetailErrors
  refused: RefusedFields
  onChange: (customer: Partial<Customer>) => void
}

const explain: Record<DetailError, () => string> = {
  email_missing: m.email_missing,
  email_malformed: m.email_malformed,
  name_missing: m.name_missing,
  name_long: m.name_long,
}

export function DetailsFields({ customer, errors, refused, onChange }: DetailsFieldsProps) {
  const said = (field: keyof Customer) => {
    const error = errors[field]
    return error ? explain[error]() : refused[field]
  }
  return (
    <fieldset className="mt-8">
      <legend className="mb-3 font-display text-2xl font-extrabold tracking-tight">
        {m.your_details()}
      </legend>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field
          name="email"
          label={m.email()}
          hint={m.email_hint()}
          error={said('email')}
          type="email"
          inputMode="email"
          autoComplete="email"
          autoCapitalize="off"
          spellCheck={false}
          value={customer.email}
          onChange={(changed) => onChange({ email: changed.target.value })}
        />
        <Field
          name="name"
          label={m.name()}
          hint={m.name_hint()}
          error={said('name')}
          type="text"
          autoComplete="name"
          value={customer.name}
          onChange={(changed) => onChange({ name: changed.target.value })}
        />
      </div>
    </fieldset>
  )
}

type FieldProps = InputHTMLAttributes<HTMLInputElement> & {
  name: string
  label: string
  hint: string
  error: string | undefined
}

function Field({ name, label, hint, error, ...input }: FieldProps) {
  const noteId = `${name}-note`
  return (
    <div>
      <label htmlFor={name} className="mb-1.5 block font-semibold">
        {label}
      </label>
      <input
        {...input}
        id={name}
        name={name}
        required
        aria-invalid={error !== undefined}
        aria-describedby={noteId}
        className={`block min-h-12 w-full rounded-control border bg-surface px-4 text-lg text-ink ${error ? 'border-2 border-error' : 'border-line-strong'}`}
      />
      <p
        id={noteId}
        aria-live="polite"
        className={`mt-1.5 flex gap-1.5 text-sm leading-snug ${error ? 'font-medium text-error' : 'text-ink-soft'}`}
      >
        {error ? <CircleAlert aria-hidden className="size-4.5 shrink-0" /> : null}
        {error ?? hint}
      </p>
    </div>
  )
}
