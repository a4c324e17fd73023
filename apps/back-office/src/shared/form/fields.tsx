// A select and a textarea, labelled the way TextField labels its input.
import { type ReactNode, type TextareaHTMLAttributes, useId } from 'react'

const CONTROL =
  'w-full rounded-control border border-line-strong bg-night px-4 text-base text-ink placeholder:text-ink-soft aria-invalid:border-warning'

type FieldProps = {
  label: string
  hint?: string | undefined
  error?: string | undefined
  className?: string | undefined
}

function useLabelled({ label, hint, error, className = '' }: FieldProps) {
  const id = useId()
  const note = error ?? hint
  return {
    control: {
      id,
      'aria-describedby': note === undefined ? undefined : `${id}-note`,
      'aria-invalid': error !== undefined,
    },
    around: (control: ReactNode) => (
      <div className={className}>
        <label className="mb-1.5 block font-semibold text-sm" htmlFor={id}>
          {label}
        </label>
        {control}
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
    ),
  }
}

type SelectFieldProps = FieldProps & {
  name: string
  value: string
  onChange: (value: string) => void
  options: readonly { value: string; label: string }[]
  disabled?: boolean
}

export function SelectField({
  name,
  value,
  onChange,
  options,
  disabled,
  ...field
}: SelectFieldProps) {
  const { control, around } = useLabelled(field)
  return around(
    <select
      {...control}
      className={`min-h-12 ${CONTROL}`}
      disabled={disabled}
      name={name}
      onChange={(event) => onChange(event.target.value)}
      value={value}
    >
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </select>,
  )
}

type TextAreaProps = FieldProps & Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, 'id'>

export function TextArea({ label, hint, error, className, ...rest }: TextAreaProps) {
  const { control, around } = useLabelled({ label, hint, error, className })
  return around(<textarea rows={4} {...rest} {...control} className={`py-3 ${CONTROL}`} />)
}
