// Two or three options side by side, one selected. Native radios, for arrow keys and screen readers.
import { useId } from 'react'

type SegmentedChoiceProps<Id extends string> = {
  label: string
  options: readonly { id: Id; title: string }[]
  value: Id
  onChange: (id: Id) => void
}

export function SegmentedChoice<Id extends string>(props: SegmentedChoiceProps<Id>) {
  const { label, options, value, onChange } = props
  const name = useId()
  return (
    <fieldset className="flex rounded-control border border-line-strong bg-night p-1">
      <legend className="sr-only">{label}</legend>
      {options.map(({ id, title }) => (
        <label
          className="flex min-h-11 min-w-11 cursor-pointer items-center justify-center rounded-lg px-4 font-semibold text-ink-soft has-checked:bg-agave has-checked:text-on-agave has-focus-visible:outline-3 has-focus-visible:outline-agave"
          key={id}
        >
          <input
            checked={id === value}
            className="sr-only"
            name={name}
            onChange={() => onChange(id)}
            type="radio"
            value={id}
          />
          {title}
        </label>
      ))}
    </fieldset>
  )
}
