// The six digits of an authenticator app, as phones fill them in.
import { TextField } from '@maguey/ui/text-field.tsx'
import { m } from '#messages'

type CodeFieldProps = { value: string; onChange: (code: string) => void }

export function CodeField({ value, onChange }: CodeFieldProps) {
  return (
    <TextField
      autoComplete="one-time-code"
      hint={m.factor_code_hint()}
      inputMode="numeric"
      label={m.factor_code()}
      name="code"
      onChange={(event) => onChange(event.target.value.replace(/\D/g, '').slice(0, 6))}
      value={value}
    />
  )
}
