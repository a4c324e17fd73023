// /v1/balance_transactions: https://docs.stripe.com/api/balance_transactions
import type { Hono } from 'hono'
import * as v from 'valibot'
import { type ApiParts, addRetrieveRoute, matches, queryOf } from './api-request.ts'
import { expandObject } from './expand-object.ts'
import { listObjects } from './list-objects.ts'
import { createdSpan, expand, pagination, readParameters, text } from './read-parameters.ts'

const balanceListParameters = v.strictObject({
  ...pagination,
  created: createdSpan(),
  currency: v.optional(text(3)),
  /** Nothing is ever paid out here, so no transaction belongs to a payout. */
  payout: v.optional(text()),
  source: v.optional(text()),
  type: v.optional(text()),
  expand: expand(),
})

export function addBalanceRoutes(app: Hono, parts: ApiParts): void {
  const { state } = parts.context
  app.get('/v1/balance_transactions', (c) => {
    const wanted = readParameters(balanceListParameters, queryOf(c))
    const { gt, gte, lt, lte } = wanted.created
    const found = Object.values(state.balanceTransactions).filter(
      ({ created, currency, source, type }) =>
        created > gt &&
        created >= gte &&
        created < lt &&
        created <= lte &&
        wanted.payout === undefined &&
        matches(wanted.currency, currency) &&
        matches(wanted.source, source) &&
        matches(wanted.type, type),
    )
    const page = listObjects(found, wanted, '/v1/balance_transactions')
    return c.json(expandObject(state, page, wanted.expand))
  })
  const route = { path: '/v1/balance_transactions', kind: 'balance_transaction', prefix: 'txn_' }
  addRetrieveRoute(app, parts, route)
}
