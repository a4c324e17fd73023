// What the contract needs to know of the functions under test and of the stack beside them.
import type { Stack } from '@maguey/local-stack/start-stack'

export type Target = {
  /** Where each function answers. */
  api: string
  webhook: string
  worker: string
  workerSecret: string
  /** Without its own worker loop: whatever the outbox owes, the worker under test sends. */
  stack: Pick<Stack, 'info' | 'sql'>
}

/** The stack starts after the tests were collected, so they ask for it when they run. */
export type GetTarget = () => Target

export type Answer<Body = Record<string, unknown>> = {
  status: number
  headers: Headers
  body: Body
}

export type ErrorBody = {
  error: {
    code: string
    message: string
    fields?: { field: string; code: string; message: string }[]
    detail?: Record<string, unknown>
  }
}

export async function getJson<Body = Record<string, unknown>>(
  url: string,
  headers: Record<string, string> = {},
): Promise<Answer<Body>> {
  return answerOf(await fetch(url, { headers }))
}

export async function postJson<Body = Record<string, unknown>>(
  url: string,
  body: unknown,
  headers: Record<string, string> = {},
): Promise<Answer<Body>> {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  return answerOf(
    await fetch(url, {
      method: 'POST',
      body: text,
      headers: { 'content-type': 'application/json', ...headers },
    }),
  )
}

async function answerOf<Body>(response: Response): Promise<Answer<Body>> {
  return {
    status: response.status,
    headers: response.headers,
    body: (await response.json()) as Body,
  }
}
