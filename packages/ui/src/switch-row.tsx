// A setting that is on or off: the whole row is the target.
import { Switch } from 'radix-ui'
import { type ReactNode, useId } from 'react'

type SwitchRowProps = {
  label: string
  note?: string
  icon?: ReactNode
  checked: boolean
  onChange: (checked: boolean) => void
}

export function SwitchRow({ label, note, icon, checked, onChange }: SwitchRowProps) {
  const id = useId()
  return (
    <div className="flex min-h-14 items-center gap-3 py-2">
      {icon}
      <label className="flex-1" htmlFor={id}>
        <span className="block font-semibold">{label}</span>
        {note !== undefined && <span className="block text-ink-soft text-sm">{note}</span>}
      </label>
      <Switch.Root
        checked={checked}
        className="relative h-8 w-14 shrink-0 rounded-full border border-line-strong bg-raised transition-colors data-[state=checked]:border-agave data-[state=checked]:bg-agave"
        id={id}
        onCheckedChange={onChange}
      >
        <Switch.Thumb className="block size-6 translate-x-1 rounded-full bg-ink transition-transform data-[state=checked]:translate-x-7 data-[state=checked]:bg-on-agave" />
      </Switch.Root>
    </div>
  )
}
