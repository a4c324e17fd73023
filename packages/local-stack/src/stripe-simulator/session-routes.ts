// /v1/checkout/sessions: create, retrieve, expire, list and line items.
import type { Hono } from 'hono'
import * as v from 'valibot'
import { type ApiParts, addRetrieveRoute, changeObject, matches, queryOf } from './api-request.ts'
import { expandObject } from './expand-object.ts'
import { listObjects } from './list-objects.ts'
import { expireSession } from './pay-session.ts'
import { expand, pagination, readParameters } from './read-parameters.ts'
import { checkSession } from './session-checks.ts'
import { buildSession } from './session-object.ts'
import { onlyExpand, sessionCreateParameters, sessionListParameters } from './session-parameters.ts'
import { noSuch, refusedByState } from './stripe-error.ts'

export function addSessionRoutes(app: Hono, parts: ApiParts): void {
  const { context } = parts
  const { state } = context
  app.post('/v1/checkout/sessions', (c) =>
    changeObject(c, parts, (form) => {
      const parameters = readParameters(sessionCreateParameters, form)
      checkSession(context, parameters)
      const record = buildSession(context, parameters, (id) => parts.payUrl(c, id))
      state.sessions[record.session.id] = record
      context.touch('sessions', record.session.id)
      return { object: record.session, expand: parameters.expand }
    }),
  )
  app.post('/v1/checkout/sessions/:id/expire', (c) =>
    changeObject(c, parts, (form) => {
      const { expand: paths } = readParameters(onlyExpand, form)
      const id = c.req.param('id')
      const record = state.sessions[id]
      if (record === undefined) throw noSuch('checkout.session', id, 'session')
      const status = record.session.status
      if (!expireSession(context, record)) {
        throw refusedByState(
          `Only Checkout Sessions with a status in ["open"] can be expired. This Checkout Session has a status of \`${status}\`.`,
        )
      }
      return { object: record.session, expand: paths }
    }),
  )
  app.get('/v1/checkout/sessions', (c) => {
    const wanted = readParameters(sessionListParameters, queryOf(c))
    const sessions = Object.values(state.sessions)
      .map((record) => record.session)
      .filter(
        (session) =>
          matches(wanted.status, session.status) &&
          matches(wanted.customer, session.customer) &&
          matches(wanted.payment_intent, session.payment_intent) &&
          matches(wanted.customer_details?.email, session.customer_details?.email),
      )
    const page = listObjects(sessions, wanted, '/v1/checkout/sessions')
    return c.json(expandObject(state, page, wanted.expand))
  })
  app.get('/v1/checkout/sessions/:id/line_items', (c) => {
    const wanted = readParameters(v.strictObject({ ...pagination, expand: expand() }), queryOf(c))
    const id = c.req.param('id')
    const record = state.sessions[id]
    if (record === undefined) throw noSuch('checkout.session', id, 'session')
    const inOrder = [...record.lineItems].reverse()
    return c.json(listObjects(inOrder, wanted, `/v1/checkout/sessions/${id}/line_items`))
  })
  addRetrieveRoute(app, parts, {
    path: '/v1/checkout/sessions',
    kind: 'checkout.session',
    prefix: 'cs_',
  })
}
