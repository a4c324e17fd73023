// What every /v1 endpoint shares: idempotent changes, expandable reads, filters.
import type { Context, Hono } from 'hono'
import { expandObject, objectById } from './expand-object.ts'
import { canonicalForm, type FormTree, parseForm } from './form-body.ts'
import { keepResponse, replayedResponse } from './idempotency.ts'
import { readParameters } from './read-parameters.ts'
import type { FirstStatus } from './refund-payment.ts'
import { onlyExpand } from './session-parameters.ts'
import type { SimulatorContext } from './simulator-context.ts'
import { noSuch, StripeError } from './stripe-error.ts'

export type ApiParts = {
  readonly context: SimulatorContext
  readonly save: () => Promise<void>
  readonly firstRefundStatus: () => FirstStatus
  /** Where the hosted page of a session is, as seen by the customer's browser. */
  readonly payUrl: (c: Context, sessionId: string) => string
}

export type Changed = { readonly object: object; readonly expand: readonly string[] }

/** A POST: replayed by its Idempotency-Key, saved before it is answered. */
export async function changeObject(
  c: Context,
  parts: ApiParts,
  act: (form: FormTree) => Changed,
): Promise<Response> {
  const { clock, state } = parts.context
  const form = parseForm(await c.req.text())
  const key = c.req.header('idempotency-key')
  const request =
    key === undefined
      ? undefined
      : { key, endpoint: `POST ${c.req.path}`, parameters: canonicalForm(form) }
  const kept = request && replayedResponse(state, request, clock.nowMs())
  if (kept !== undefined) {
    c.header('idempotent-replayed', 'true')
    return c.json(kept.body as object, kept.status as 200)
  }
  const answer = execute(c, parts.context, () => {
    const { object, expand: paths } = act(form)
    return expandObject(state, object, paths)
  })
  if (request !== undefined) keepResponse(parts.context, request, answer)
  await parts.save()
  return c.json(answer.body, answer.status)
}

/** The result of the action, or a refusal because of the current state; an invalid parameter is rethrown. */
function execute(c: Context, context: SimulatorContext, act: () => object) {
  context.request = {
    id: c.res.headers.get('request-id'),
    idempotency_key: c.req.header('idempotency-key') ?? null,
  }
  try {
    return { status: 200, body: act() } as const
  } catch (error) {
    if (!(error instanceof StripeError && error.executed)) throw error
    return { status: error.status, body: { error: error.body } }
  } finally {
    context.request = null
  }
}

export const queryOf = (c: Context): FormTree => parseForm(new URL(c.req.url).search)

export const matches = (wanted: unknown, actual: unknown): boolean =>
  wanted === undefined || wanted === actual

/** GET of one object by its id. */
export function addRetrieveRoute(
  app: Hono,
  { context }: ApiParts,
  route: { readonly path: string; readonly kind: string; readonly prefix: string },
): void {
  app.get(`${route.path}/:id`, (c) => {
    const { expand: paths } = readParameters(onlyExpand, queryOf(c))
    const id = c.req.param('id') ?? ''
    const object = id.startsWith(route.prefix) ? objectById(context.state, id) : undefined
    if (object === undefined) throw noSuch(route.kind, id, 'id')
    return c.json(expandObject(context.state, object, paths))
  })
}
