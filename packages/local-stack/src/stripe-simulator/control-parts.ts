// What the control routes are given, and how they read a request.
import type { Context } from 'hono'
import type { ApiParts } from './api-request.ts'
import type { WebhookDeliverer } from './deliver-webhooks.ts'
import type { Faults } from './simulator-faults.ts'
import { invalidRequest, noSuch } from './stripe-error.ts'

export type ControlParts = ApiParts & {
  readonly deliverer: WebhookDeliverer
  readonly faults: Faults
}

/** The record that the path names, or Stripe's 404. */
export function found<T>(c: Context, records: Record<string, T>, kind: string): T {
  const id = c.req.param('id') ?? ''
  const record = records[id]
  if (record === undefined) throw noSuch(kind, id, 'id')
  return record
}

/** An empty body counts as an empty object. */
export async function jsonOf(c: Context): Promise<Record<string, unknown>> {
  const body = await c.req.text()
  try {
    const value: unknown = JSON.parse(body === '' ? '{}' : body)
    if (typeof value === 'object' && value !== null) return value as Record<string, unknown>
  } catch {
    // answered below, like any other body that is not an object
  }
  throw invalidRequest('The body must be a JSON object.')
}

export const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null)
