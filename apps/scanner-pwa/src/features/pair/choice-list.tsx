// One of a few options: large rows, the whole row is the target, the choice marked by shape as well as colour.
import { CircleCheck } from 'lucide-react'
import { useId } from 'react'

type Option = { id: string; title: string; note: string }
type ChoiceListProps = {
  label: string
  options: readonly Option[]
  value: string
  onChange: (id: string) => void
}

export function ChoiceList({ label, options, value, onChange }: ChoiceListProps) {
  const name = useId()
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="sr-only">{label}</legend>
      {options.map(({ id, title, note }) => (
        <label
          className="flex min-h-16 cursor-pointer items-center gap-3 rounded-control border border-line bg-raised px-4 py-2 has-checked:border-agave has-checked:bg-agave-wash has-focus-visible:outline-3 has-focus-visible:outline-agave"
          key={id}
        >
          <input
            checked={id === value}
            className="peer sr-only"
            name={name}
            onChange={() => onChange(id)}
            type="radio"
            value={id}
          />
          <span className="min-w-0 flex-1">
            <span className="block font-semibold text-lg">{title}</span>
            <span className="block text-ink-soft">{note}</span>
          </span>
          <CircleCheck aria-hidden className="invisible size-6 text-agave peer-checked:visible" />
        </label>
      ))}
    </fieldset>
  )
}
