// Sends an endpoint's answer or a problem over HTTP; a problem has the register's status, and its sentence in the reader's language.
import { errorStatus } from '@maguey/ticket-core/error-code'
import { errorMessage } from '@maguey/ticket-core/error-register'
import type { Context } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { GenericSchema, InferInput } from 'valibot'
import type { Problem, Result } from '../problem.ts'
import type { AppEnvironment } from './app-environment.ts'

/** The value as the endpoint promises it, or the problem. */
export function answer<Schema extends GenericSchema>(
  context: Context<AppEnvironment>,
  _endpoint: { readonly answer: Schema },
  result: Result<InferInput<Schema>>,
): Response {
  return result.ok ? context.json(result.value) : answerProblem(context, result.problem)
}

/** `{error: {code, message, fields?, detail?}}`, `Retry-After` where waiting helps. */
export function answerProblem(context: Context<AppEnvironment>, problem: Problem): Response {
  const locale = context.get('locale') ?? 'en'
  const fields = problem.fields?.map(({ field, code }) => ({
    field,
    code,
    message: errorMessage(code, locale),
  }))
  if (problem.retryAfterSeconds !== undefined) {
    context.header('Retry-After', String(Math.max(1, Math.ceil(problem.retryAfterSeconds))))
  }
  return context.json(
    {
      error: {
        code: problem.code,
        message: errorMessage(problem.code, locale),
        ...(fields === undefined ? {} : { fields }),
        ...(problem.detail === undefined ? {} : { detail: problem.detail }),
      },
    },
    errorStatus(problem.code) as ContentfulStatusCode,
  )
}
