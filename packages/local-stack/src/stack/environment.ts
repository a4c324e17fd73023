// Settings from the environment, and which of them must come together.
import { StackError } from '../database/stack-error.ts'

export type Environment = Readonly<Record<string, string | undefined>>

/** Throws StackError `missing_setting`, which names the variable. */
export function required(env: Environment, name: string, because: string): string {
  const value = env[name]?.trim()
  if (value) return value
  throw new StackError('missing_setting', `${because}: ${name} must be set as well.`)
}
