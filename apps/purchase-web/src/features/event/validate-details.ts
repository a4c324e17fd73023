// Checks what the customer typed, before anything is sent. The API checks it again.
import type { Customer } from '#shared/draft/checkout-draft.ts'

export type DetailError = 'email_missing' | 'email_malformed' | 'name_missing' | 'name_long'

export type DetailErrors = { email?: DetailError; name?: DetailError }

/** Something before the @, something after it, and a dot with at least two letters at the end. */
const EMAIL_SHAPE = /^[^\s@,;]+@[^\s@,;]+\.[^\s@,;.\d]{2,}$/

export function validateDetails({ email, name }: Customer): DetailErrors {
  const errors: DetailErrors = {}
  const emailError = checkEmail(email.trim())
  const nameError = checkName(name.trim())
  if (emailError) errors.email = emailError
  if (nameError) errors.name = nameError
  return errors
}

function checkEmail(email: string): DetailError | null {
  if (email === '') return 'email_missing'
  return EMAIL_SHAPE.test(email) && email.length <= 254 && !email.includes('..')
    ? null
    : 'email_malformed'
}

function checkName(name: string): DetailError | null {
  if (name === '') return 'name_missing'
  return name.length <= 120 ? null : 'name_long'
}
