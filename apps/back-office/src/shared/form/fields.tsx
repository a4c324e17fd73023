// A select and a textarea, labelled the way TextField labels its input.
import { type ReactNode, type TextareaHTMLAttributes, useId } from 'react'

const CONTROL =
  'w-full rounded-control border border-line-strong bg-night px-4 text-base text-ink placeholder:text-ink-soft aria-invalid:border-verdict-amber'

type FieldProps = { label: string; hint?: string; className?: string }

function Labelled(props: FieldProps & { id: string; children: ReactNode }) {
  return (
    <div className={props.className ?? ''}>
      <label className="mb-1.5 block font-semibold text-sm" htmlFor={props.id}>
        {props.label}
      </label>
      {props.children}
      {props.hint !== undefined && (
        <p className="mt-1.5 text-ink-soft text-sm" id={`${props.id}-note`}>
          {props.hint}
        </p>
      )}
    </div>
  )
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
  const id = useId()
  return (
    <Labelled {...field} id={id}>
      <select
        aria-describedby={field.hint === undefined ? undefined : `${id}-note`}
        className={`min-h-12 ${CONTROL}`}
        disabled={disabled}
        id={id}
        name={name}
        onChange={(event) => onChange(event.target.value)}
        value={value}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </Labelled>
  )
}

type TextAreaProps = FieldProps & Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, 'id'>

export function TextArea({ label, hint, className, ...rest }: TextAreaProps) {
  const id = useId()
  return (
    <Labelled
      id={id}
      label={label}
      {...(hint === undefined ? {} : { hint })}
      {...(className === undefined ? {} : { className })}
    >
      <textarea
        rows={4}
        {...rest}
        aria-describedby={hint === undefined ? undefined : `${id}-note`}
        className={`py-3 ${CONTROL}`}
        id={id}
      />
    </Labelled>
  )
}
