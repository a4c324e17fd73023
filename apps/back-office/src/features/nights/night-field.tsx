// The editor's fields: each is bound to a path in the document, and shows the problem with just that path.

import { TextField } from '@maguey/ui/text-field.tsx'
import type { NightProblem } from '@maguey/wire/nights'
import { createContext, type InputHTMLAttributes, type ReactNode, useContext, useId } from 'react'
import { SelectField, TextArea } from '#shared/form/fields.tsx'
import { problemWords } from './night-words.ts'

export const ProblemContext = createContext<NightProblem | null>(null)

export function useProblem(path: string): string | undefined {
  const problem = useContext(ProblemContext)
  return problem?.field === path ? problemWords(problem) : undefined
}

type FieldProps = Omit<InputHTMLAttributes<HTMLInputElement>, 'onChange' | 'value' | 'name'> & {
  path: string
  label: string
  hint?: string
  value: string
  onText: (value: string) => void
}

export function NightField({ path, onText, hint, ...rest }: FieldProps) {
  const error = useProblem(path)
  return (
    <TextField
      {...rest}
      autoComplete="off"
      error={error}
      name={path}
      onChange={(event) => onText(event.target.value)}
      {...(hint === undefined ? {} : { hint })}
    />
  )
}

type NumberProps = {
  path: string
  label: string
  hint?: string
  className?: string
  value: number | null
  /** Whether the field may be empty, meaning none; otherwise an empty field becomes 0. */
  empty?: boolean
  onNumber: (value: number | null) => void
}

export function NumberField({ value, onNumber, empty = false, ...rest }: NumberProps) {
  return (
    <NightField
      {...rest}
      inputMode="numeric"
      onText={(text) => {
        const digits = text.replace(/\D/g, '').slice(0, 7)
        if (digits === '') onNumber(empty ? null : 0)
        else onNumber(Number(digits))
      }}
      value={value === null ? '' : String(value)}
    />
  )
}

type TimeProps = {
  path: string
  label: string
  hint?: string
  className?: string
  value: string | null
  onTime: (value: string | null) => void
}

/** A local time of the night, with the browser's own picker. */
export function TimeField({ value, onTime, ...rest }: TimeProps) {
  return (
    <NightField
      {...rest}
      onText={(text) => onTime(text === '' ? null : text.slice(0, 16))}
      type="datetime-local"
      value={value ?? ''}
    />
  )
}

type AreaProps = {
  path: string
  label: string
  value: string | null
  hint?: string
  rows?: number
  onText: (value: string | null) => void
}

export function AreaField({ path, label, value, hint, rows = 4, onText }: AreaProps) {
  return (
    <TextArea
      error={useProblem(path)}
      hint={hint}
      label={label}
      name={path}
      onChange={(event) => onText(event.target.value === '' ? null : event.target.value)}
      rows={rows}
      value={value ?? ''}
    />
  )
}

type ChoiceProps = {
  path: string
  label: string
  value: string
  options: readonly { value: string; label: string }[]
  className?: string
  onText: (value: string) => void
}

export function ChoiceField({ path, onText, ...rest }: ChoiceProps) {
  return <SelectField {...rest} error={useProblem(path)} name={path} onChange={onText} />
}

/** A section of the page with its heading. */
export function Section({ title, children }: { title: string; children: ReactNode }) {
  const id = useId()
  return (
    <section aria-labelledby={id} className="rounded-card border border-line bg-surface p-5">
      <h2 className="mb-4 font-bold text-xl" id={id}>
        {title}
      </h2>
      <div className="grid grid-cols-1 gap-4">{children}</div>
    </section>
  )
}
