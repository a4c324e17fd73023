// A labelled field with its hint, or what is wrong, said below it.
import { CircleAlert } from 'lucide-react'
import type { ComponentProps, ReactNode } from 'react'

type TextFieldProps = ComponentProps<'input'> & {
  id: string
  label: string
  hint: string
  error?: string | undefined
  /** Below the note. */
  question?: ReactNode
}

export function TextField({ id, label, hint, error, question, ...input }: TextFieldProps) {
  return (
    <div>
      <label htmlFor={id} className="mb-1.5 block font-semibold">
        {label}
      </label>
      <input
        {...input}
        id={id}
        name={id}
        aria-invalid={error !== undefined}
        aria-describedby={`${id}-note`}
        className={`block min-h-12 w-full rounded-control border bg-surface px-4 text-lg text-ink ${error ? 'border-2 border-error' : 'border-line-strong'}`}
      />
      <p
        id={`${id}-note`}
        aria-live="polite"
        className={`mt-1.5 flex gap-1.5 text-sm leading-snug ${error ? 'font-medium text-error' : 'text-ink-soft'}`}
      >
        {error ? <CircleAlert aria-hidden className="size-4.5 shrink-0" /> : null}
        {error ?? hint}
      </p>
      {question}
    </div>
  )
}

/** Where the customer has to mend something. @param id the field's */
export function focusField(form: HTMLFormElement | null, id: string): void {
  const field = form?.elements.namedItem(id)
  if (field instanceof HTMLElement) field.focus()
}
