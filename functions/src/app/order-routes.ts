// Buying: open a checkout, or leave it.
import * as wire from '@maguey/wire/checkout'
import { cancelOrder } from '@maguey/wire/orders'
import { Hono } from 'hono'
import type { Dependencies } from '../dependencies.ts'
import { cancelCheckout } from '../use-cases/cancel-checkout.ts'
import { createCheckout } from '../use-cases/create-checkout.ts'
import { answer, answerProblem } from './answer.ts'
import type { AppEnvironment } from './app-environment.ts'
import { checkoutSchema, readInput, readOrderKey } from './input.ts'
import { clientOf, LIMITS, limitRate } from './limit-rate.ts'

export function orderRoutes(deps: Dependencies) {
  return new Hono<AppEnvironment>()
    .post(wire.createCheckout.path, limitRate(deps, LIMITS.checkout), async (context) => {
      const input = await readInput(context, checkoutSchema)
      if (!input.ok) return answerProblem(context, input.problem)
      const request = {
        ...input.value,
        locale: input.value.locale ?? context.get('locale'),
        client_key: input.value.client_key ?? crypto.randomUUID(),
      }
      const checkout = await createCheckout(deps, request, await clientOf(deps, context))
      return answer(context, wire.createCheckout, checkout)
    })
    .post(cancelOrder.path, limitRate(deps, LIMITS.order), async (context) => {
      const key = readOrderKey(context.req.param('orderId'), context.req.header('x-order-token'))
      if (!key.ok) return answerProblem(context, key.problem)
      return answer(context, cancelOrder, await cancelCheckout(deps, key.value))
    })
}
