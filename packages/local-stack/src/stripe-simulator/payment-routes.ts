// /v1/refunds, /v1/customers, and reading payment intents, charges and events.
import type { Hono } from 'hono'
import * as v from 'valibot'
import { type ApiParts, addRetrieveRoute, changeObject, matches, queryOf } from './api-request.ts'
import { expandObject } from './expand-object.ts'
import { listObjects } from './list-objects.ts'
import { buildCustomer } from './pay-session.ts'
import { expand, integer, metadata, pagination, readParameters, text } from './read-parameters.ts'
import { refundPayment } from './refund-payment.ts'

export function addPaymentRoutes(app: Hono, parts: ApiParts): void {
  addRefundRoutes(app, parts)
  addCustomerRoutes(app, parts)
  addRetrieveRoute(app, parts, {
    path: '/v1/payment_intents',
    kind: 'payment_intent',
    prefix: 'pi_',
  })
  addRetrieveRoute(app, parts, { path: '/v1/charges', kind: 'charge', prefix: 'ch_' })
  addRetrieveRoute(app, parts, { path: '/v1/events', kind: 'event', prefix: 'evt_' })
}

const refundCreateParameters = v.strictObject({
  payment_intent: v.optional(text()),
  charge: v.optional(text()),
  amount: v.optional(integer(1)),
  reason: v.optional(v.picklist(['duplicate', 'fraudulent', 'requested_by_customer'])),
  metadata: v.optional(metadata()),
  expand: expand(),
})

const refundListParameters = v.strictObject({
  ...pagination,
  payment_intent: v.optional(text()),
  charge: v.optional(text()),
  expand: expand(),
})

function addRefundRoutes(app: Hono, parts: ApiParts): void {
  const { context } = parts
  app.post('/v1/refunds', (c) =>
    changeObject(c, parts, (form) => {
      const parameters = readParameters(refundCreateParameters, form)
      return { object: refundPayment(context, parameters), expand: parameters.expand }
    }),
  )
  app.get('/v1/refunds', (c) => {
    const wanted = readParameters(refundListParameters, queryOf(c))
    const refunds = Object.values(context.state.refunds).filter(
      (refund) =>
        matches(wanted.payment_intent, refund.payment_intent) &&
        matches(wanted.charge, refund.charge),
    )
    const page = listObjects(refunds, wanted, '/v1/refunds')
    return c.json(expandObject(context.state, page, wanted.expand))
  })
  addRetrieveRoute(app, parts, { path: '/v1/refunds', kind: 'refund', prefix: 're_' })
}

const customerCreateParameters = v.strictObject({
  email: v.optional(text(512)),
  name: v.optional(text(256)),
  phone: v.optional(text(20)),
  description: v.optional(text()),
  metadata: v.optional(metadata()),
  expand: expand(),
})

function addCustomerRoutes(app: Hono, parts: ApiParts): void {
  const { context } = parts
  app.post('/v1/customers', (c) =>
    changeObject(c, parts, (form) => {
      const { expand: paths, ...given } = readParameters(customerCreateParameters, form)
      const customer = buildCustomer(context, {
        email: given.email ?? null,
        name: given.name ?? null,
        phone: given.phone ?? null,
        description: given.description ?? null,
        metadata: given.metadata ?? {},
      })
      context.state.customers[customer.id] = customer
      return { object: customer, expand: paths }
    }),
  )
  addRetrieveRoute(app, parts, { path: '/v1/customers', kind: 'customer', prefix: 'cus_' })
}
