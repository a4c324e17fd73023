// Who gets the tickets: e-mail and name, with what is wrong said beside each.
import { m } from '#messages'
import type { Customer } from '#shared/draft/checkout-draft.ts'
import { TextField } from '#shared/ui/text-field.tsx'
import type { RefusedFields } from './checkout-problem.tsx'
import { suggestEmail } from './suggest-email.ts'
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
        <TextField
          id="email"
          required
          question={<MeantEmail typed={customer.email} onChange={(email) => onChange({ email })} />}
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
        <TextField
          id="name"
          required
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

/** Asks; whoever has an address like that just goes on. */
function MeantEmail({ typed, onChange }: { typed: string; onChange: (email: string) => void }) {
  const meant = suggestEmail(typed)
  return (
    <div aria-live="polite">
      {meant === null ? null : (
        <button
          type="button"
          data-testid="meant-email"
          className="inline-flex min-h-11 items-center gap-1.5 text-left font-semibold break-all underline"
          onClick={() => onChange(meant)}
        >
          {m.email_meant({ email: meant })}
        </button>
      )}
    </div>
  )
}
