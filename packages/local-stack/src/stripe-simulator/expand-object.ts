// `expand[]`: replaces an id with the object itself. https://docs.stripe.com/api/expanding_objects
import { KIND_OF_PREFIX, type SimulatorState } from './simulator-state.ts'
import { invalidRequest } from './stripe-error.ts'

type Plain = Record<string, unknown>

/** A copy of `object` with each path expanded. Throws Stripe's 400 for a path that can't be. */
export function expandObject(
  state: SimulatorState,
  object: object,
  paths: readonly string[],
): Plain {
  const copy = structuredClone(object) as Plain
  for (const path of paths) expandPath(state, copy, path.split('.'), path)
  return copy
}

function expandPath(state: SimulatorState, node: Plain, parts: string[], whole: string): void {
  const [name, ...rest] = parts
  if (name === undefined) return
  if (name === 'data' && Array.isArray(node.data)) {
    for (const item of node.data) expandPath(state, item as Plain, rest, whole)
    return
  }
  if (!(name in node) && !isSublist(node, name)) {
    throw invalidRequest(`This property cannot be expanded (${whole}).`, 'expand')
  }
  const value = expandedValue(state, node, name)
  if (value === undefined)
    throw invalidRequest(`This property cannot be expanded (${whole}).`, 'expand')
  node[name] = value
  if (value !== null && rest.length > 0) expandPath(state, value as Plain, rest, whole)
}

const isSublist = (node: Plain, name: string): boolean =>
  (node.object === 'checkout.session' && name === 'line_items') ||
  (node.object === 'charge' && name === 'refunds')

function expandedValue(state: SimulatorState, node: Plain, name: string): unknown {
  const value = node[name]
  if (value === null) return null
  if (typeof value === 'object') return value
  if (name === 'line_items') return lineItemsOf(state, String(node.id))
  if (name === 'refunds') return refundsOf(state, String(node.id))
  return typeof value === 'string' ? objectById(state, value) : undefined
}

/** Any stored object by its id, told apart by the id's prefix; a copy, or undefined. */
export function objectById(state: SimulatorState, id: string): Plain | undefined {
  const kind = KIND_OF_PREFIX[id.slice(0, id.indexOf('_'))]
  if (kind === undefined) return undefined
  const found = kind === 'sessions' ? state.sessions[id]?.session : state[kind][id]
  return found === undefined ? undefined : (structuredClone(found) as unknown as Plain)
}

function lineItemsOf(state: SimulatorState, sessionId: string): Plain {
  return {
    object: 'list',
    data: structuredClone(state.sessions[sessionId]?.lineItems ?? []),
    has_more: false,
    url: `/v1/checkout/sessions/${sessionId}/line_items`,
  }
}

function refundsOf(state: SimulatorState, chargeId: string): Plain {
  return {
    object: 'list',
    data: structuredClone(
      Object.values(state.refunds).filter((refund) => refund.charge === chargeId),
    ),
    has_more: false,
    url: `/v1/charges/${chargeId}/refunds`,
  }
}
