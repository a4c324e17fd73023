// A labelled input with its hint or error beside it, tied together for screen readers.
import { type InputHTMLAttributes, useId } from 'react'

type TextFieldProps = Omit<InputHTMLAttributes<HTMLInputElement>, 'id'> & {
  label: string
  hint?: string
  error?: string | undefined
}

export function TextField({ label, hint, error, className = '', ...rest }: TextFieldProps) {
  const id = useId()
  const note = error ?? hint
  return (
    <div className={className}>
      <label className="mb-1.5 block font-semibold text-sm" htmlFor={id}>
        {label}
      </label>
      <input
        {...rest}
        aria-describedby={note === undefined ? undefined : `${id}-note`}
        aria-invalid={error !== undefined}
        className="min-h-12 w-full rounded-control border border-line-strong bg-night px-4 text-base text-ink placeholder:text-ink-soft aria-invalid:border-warning"
        id={id}
      />
      {note !== undefined && (
        <p
          aria-live="polite"
          className={`mt-1.5 text-sm ${error === undefined ? 'text-ink-soft' : 'text-warning'}`}
          id={`${id}-note`}
        >
          {note}
        </p>
      )}
    </div>
  )
}
