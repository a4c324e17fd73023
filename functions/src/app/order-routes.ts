// Buying: open a checkout, or leave it.
import { Hono } from 'hono'
import type { Dependencies } from '../dependencies.ts'
import { cancelCheckout } from '../use-cases/cancel-checkout.ts'
import { createCheckout } from '../use-cases/create-checkout.ts'
import { answerProblem } from './answer-problem.ts'
import type { AppEnvironment } from './app-environment.ts'
import { checkoutSchema, parseInput, readOrderKey } from './input.ts'
import { LIMITS, limitRate } from './limit-rate.ts'
import { readJson } from './read-json.ts'

export function orderRoutes(deps: Dependencies) {
  return new Hono<AppEnvironment>()
    .post('/create-checkout', limitRate(deps, LIMITS.checkout), async (context) => {
      const json = await readJson(context)
      if (!json.ok) return answerProblem(context, json.problem)
      const input = parseInput(checkoutSchema, json.value)
      if (!input.ok) return answerProblem(context, input.problem)
      const checkout = await createCheckout(deps, {
        ...input.value,
        locale: input.value.locale ?? context.get('locale'),
        client_key: input.value.client_key ?? crypto.randomUUID(),
      })
      return checkout.ok ? context.json(checkout.value) : answerProblem(context, checkout.problem)
    })
    .post('/:orderId/cancel', limitRate(deps, LIMITS.order), async (context) => {
      const key = readOrderKey(context.req.param('orderId'), context.req.header('x-order-token'))
      if (!key.ok) return answerProblem(context, key.problem)
      const cancelled = await cancelCheckout(deps, key.value)
      return cancelled.ok
        ? context.json(cancelled.value)
        : answerProblem(context, cancelled.problem)
    })
}
