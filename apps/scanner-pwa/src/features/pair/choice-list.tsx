// One of a few: large rows, the whole row is the target, the choice marked by shape and not by colour alone.
import { CircleCheck } from 'lucide-react'
import { RadioGroup } from 'radix-ui'

type Option = { id: string; title: string; note: string }
type ChoiceListProps = {
  label: string
  options: readonly Option[]
  value: string
  onChange: (id: string) => void
}

export function ChoiceList({ label, options, value, onChange }: ChoiceListProps) {
  return (
    <RadioGroup.Root
      aria-label={label}
      className="flex flex-col gap-2"
      onValueChange={onChange}
      value={value}
    >
      {options.map(({ id, title, note }) => (
        <RadioGroup.Item
          className="flex min-h-16 items-center gap-3 rounded-control border border-line bg-raised px-4 py-2 text-left data-[state=checked]:border-agave data-[state=checked]:bg-agave-wash"
          key={id}
          value={id}
        >
          <span className="min-w-0 flex-1">
            <span className="block font-semibold text-lg">{title}</span>
            <span className="block text-ink-soft">{note}</span>
          </span>
          <RadioGroup.Indicator>
            <CircleCheck aria-hidden className="size-6 text-agave" />
          </RadioGroup.Indicator>
        </RadioGroup.Item>
      ))}
    </RadioGroup.Root>
  )
}
