// Two or three options side by side, one of them on.
import { RadioGroup } from 'radix-ui'

type SegmentedChoiceProps<Id extends string> = {
  label: string
  options: readonly { id: Id; title: string }[]
  value: Id
  onChange: (id: Id) => void
}

export function SegmentedChoice<Id extends string>(props: SegmentedChoiceProps<Id>) {
  const { label, options, value, onChange } = props
  return (
    <RadioGroup.Root
      aria-label={label}
      className="flex rounded-control border border-line-strong bg-night p-1"
      onValueChange={(id) => onChange(id as Id)}
      orientation="horizontal"
      value={value}
    >
      {options.map(({ id, title }) => (
        <RadioGroup.Item
          className="min-h-11 rounded-lg px-4 font-semibold text-ink-soft data-[state=checked]:bg-agave data-[state=checked]:text-on-agave"
          key={id}
          value={id}
        >
          {title}
        </RadioGroup.Item>
      ))}
    </RadioGroup.Root>
  )
}
