// /v1/refunds, /v1/disputes, /v1/customers, and reading payment intents, charges and events.
import type { Hono } from 'hono'
import * as v from 'valibot'
import { type ApiParts, addRetrieveRoute, changeObject, matches, queryOf } from './api-request.ts'
import { addBalanceRoutes } from './balance-routes.ts'
import { expandObject } from './expand-object.ts'
import { listObjects } from './list-objects.ts'
import { buildCustomer } from './pay-session.ts'
import {
  createdSpan,
  expand,
  flag,
  integer,
  list,
  metadata,
  pagination,
  readParameters,
  text,
} from './read-parameters.ts'
import { refundPayment } from './refund-payment.ts'
import { nowSeconds } from './simulator-context.ts'

export function addPaymentRoutes(app: Hono, parts: ApiParts): void {
  addRefundRoutes(app, parts)
  addDisputeRoutes(app, parts)
  addCustomerRoutes(app, parts)
  addRetrieveRoute(app, parts, {
    path: '/v1/payment_intents',
    kind: 'payment_intent',
    prefix: 'pi_',
  })
  addRetrieveRoute(app, parts, { path: '/v1/charges', kind: 'charge', prefix: 'ch_' })
  addEventRoutes(app, parts)
  addBalanceRoutes(app, parts)
}

const eventListParameters = v.strictObject({
  ...pagination,
  created: createdSpan(),
  type: v.optional(text()),
  types: v.optional(list(text(), 20)),
  delivery_success: v.optional(flag()),
  expand: expand(),
})

/** Events can be listed for 30 days: https://docs.stripe.com/api/events/list */
const LISTED_SECONDS = 30 * 86_400

function addEventRoutes(app: Hono, parts: ApiParts): void {
  const { context } = parts
  app.get('/v1/events', (c) => {
    const wanted = readParameters(eventListParameters, queryOf(c))
    const { gt, gte, lt, lte } = wanted.created
    const oldest = Math.max(gte, nowSeconds(context) - LISTED_SECONDS)
    const events = Object.values(context.state.events).filter(
      ({ created, type, pending_webhooks: undelivered }) =>
        created > gt &&
        created >= oldest &&
        created < lt &&
        created <= lte &&
        matches(wanted.type, type) &&
        (wanted.types?.includes(type) ?? true) &&
        matches(wanted.delivery_success, undelivered === 0),
    )
    return c.json(
      expandObject(context.state, listObjects(events, wanted, '/v1/events'), wanted.expand),
    )
  })
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

function addRefundRoutes(app: Hono, parts: ApiParts): void {
  const { context } = parts
  app.post('/v1/refunds', (c) =>
    changeObject(c, parts, (form) => {
      const parameters = readParameters(refundCreateParameters, form)
      const refund = refundPayment(context, parameters, parts.firstRefundStatus())
      return { object: refund, expand: parameters.expand }
    }),
  )
  app.get('/v1/refunds', (c) => {
    const wanted = readParameters(paymentFilter, queryOf(c))
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

const paymentFilter = v.strictObject({
  ...pagination,
  payment_intent: v.optional(text()),
  charge: v.optional(text()),
  expand: expand(),
})

function addDisputeRoutes(app: Hono, parts: ApiParts): void {
  const { state } = parts.context
  app.get('/v1/disputes', (c) => {
    const wanted = readParameters(paymentFilter, queryOf(c))
    const disputes = Object.values(state.disputes).filter(
      (dispute) =>
        matches(wanted.payment_intent, dispute.payment_intent) &&
        matches(wanted.charge, dispute.charge),
    )
    return c.json(expandObject(state, listObjects(disputes, wanted, '/v1/disputes'), wanted.expand))
  })
  addRetrieveRoute(app, parts, { path: '/v1/disputes', kind: 'dispute', prefix: 'dp_' })
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
      context.publish('customer.created', customer)
      return { object: customer, expand: paths }
    }),
  )
  addRetrieveRoute(app, parts, { path: '/v1/customers', kind: 'customer', prefix: 'cus_' })
}
