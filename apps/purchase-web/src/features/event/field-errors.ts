// Which of the API's refusals belong beside a field.
import type { Problem } from '#shared/api/problem.ts'

export type RefusedFields = { email?: string; name?: string }

/** The API's own sentences, in the page's language, by the field that they speak of. */
export function fieldErrorsOf(problem: Problem | null): RefusedFields {
  if (problem?.kind !== 'refused') return {}
  const about = (name: string) =>
    problem.fields.find(({ field }) => field === name || field.endsWith(`.${name}`))?.message
  const email = about('email') ?? (problem.code === 'invalid_email' ? problem.message : undefined)
  const name = about('name')
  return { ...(email ? { email } : {}), ...(name ? { name } : {}) }
}
