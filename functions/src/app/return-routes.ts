// Returning a ticket to the waiting list, and taking it back: opened by the order's token.
import { uuidV7 } from '@maguey/ticket-core/uuid-v7'
import * as wire from '@maguey/wire/returns'
import { type Context, Hono } from 'hono'
import * as v from 'valibot'
import type { Dependencies } from '../dependencies.ts'
import { success } from '../problem.ts'
import { tokenHash } from '../secrets.ts'
import { answer, answerProblem } from './answer.ts'
import type { AppEnvironment } from './app-environment.ts'
import { readInput, readOrderKey, text, uuid } from './input.ts'
import { LIMITS, limitRate } from './limit-rate.ts'

const returnSchema = v.object({ ticket_id: text(60) }, 'invalid_request')

export function returnRoutes(deps: Dependencies) {
  const { database, clock, randomBytes } = deps
  const limit = limitRate(deps, LIMITS.order)
  return new Hono<AppEnvironment>()
    .get(wire.listReturns.path, limit, async (context) => {
      const key = await orderKey(context)
      if (!key.ok) return answerProblem(context, key.problem)
      return answer(context, wire.listReturns, await database.listReturns(key.value))
    })
    .post(wire.returnTicket.path, limit, async (context) => {
      const key = await orderKey(context)
      if (!key.ok) return answerProblem(context, key.problem)
      const input = await readInput(context, returnSchema)
      if (!input.ok) return answerProblem(context, input.problem)
      const returned = await database.returnTicket({
        ...key.value,
        ticketId: input.value.ticket_id,
        returnId: uuidV7({ nowMs: clock.nowMs(), randomBytes }),
      })
      return answer(context, wire.returnTicket, returned)
    })
    .post(wire.takeBackReturn.path, limit, async (context) => {
      const key = await orderKey(context)
      if (!key.ok) return answerProblem(context, key.problem)
      const returnId = context.req.param('returnId')
      if (!v.is(uuid, returnId)) return answerProblem(context, { code: 'return_not_found' })
      const taken = await database.takeBackReturn({
        ...key.value,
        returnId: returnId.toLowerCase(),
      })
      return answer(context, wire.takeBackReturn, taken)
    })
}

async function orderKey(context: Context<AppEnvironment>) {
  const key = readOrderKey(context.req.param('orderId') ?? '', context.req.header('x-order-token'))
  if (!key.ok) return key
  const { orderId, token } = key.value
  return success({ orderId, tokenHash: await tokenHash(token) })
}
