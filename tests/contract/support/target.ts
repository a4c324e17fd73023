// What the contract needs to know about the functions under test and the stack beside them.
import type { Stack } from '@maguey/local-stack/start-stack'
import type { WalletOwners } from './wallets.ts'

export type Target = {
  /** The base URL of each function. */
  api: string
  webhook: string
  worker: string
  workerSecret: string
  /** Without its own worker loop: the worker under test sends whatever is in the outbox. */
  stack: Pick<Stack, 'info' | 'sql'>
  wallets: Pick<WalletOwners, 'google' | 'apple'>
}

/** The stack starts after the tests were collected, so they get it through a function when they run. */
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
