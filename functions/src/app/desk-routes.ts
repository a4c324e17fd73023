// What staff ask of the functions. Who they are and what they may do, the database judges by their own access token.
import { checkBalance as checkBalanceWire } from '@maguey/wire/balance'
import { readFirstSteps } from '@maguey/wire/club'
import * as wire from '@maguey/wire/order-changes'
import { deskReceiptsPdf } from '@maguey/wire/receipts'
import { Hono } from 'hono'
import * as v from 'valibot'
import type { Dependencies } from '../dependencies.ts'
import { correctOrder, giveComp, reissueTicket } from '../use-cases/change-order.ts'
import { firstSteps } from '../use-cases/first-steps.ts'
import { checkBalance } from '../use-cases/read-balance.ts'
import { answer, answerProblem } from './answer.ts'
import type { AppEnvironment } from './app-environment.ts'
import { compSchema, correctionSchema, reissueSchema } from './desk-input.ts'
import { deskOf, readAsked } from './desk-of.ts'
import { isWritable, uuid } from './input.ts'
import { LIMITS, limitRate } from './limit-rate.ts'
import { receiptsAnswer } from './receipts-answer.ts'

export function deskRoutes(deps: Dependencies) {
  const limit = limitRate(deps, LIMITS.desk)
  return new Hono<AppEnvironment>()
    .get(readFirstSteps.path, limit, async (context) => {
      const desk = deskOf(deps, context)
      if (!desk.ok) return answerProblem(context, desk.problem)
      return answer(context, readFirstSteps, await firstSteps(deps, desk.value))
    })
    .post(wire.correctOrder.path, limit, async (context) => {
      const asked = await readAsked(deps, context, correctionSchema)
      if (!asked.ok) return answerProblem(context, asked.problem)
      const orderId = context.req.param('orderId')
      if (!v.is(uuid, orderId)) return answerProblem(context, { code: 'order_not_found' })
      const { desk, input } = asked.value
      const wish = { ...input, orderId: orderId.toLowerCase() }
      return answer(context, wire.correctOrder, await correctOrder(deps, desk, wish))
    })
    .post(wire.reissueTicket.path, limit, async (context) => {
      const asked = await readAsked(deps, context, reissueSchema)
      if (!asked.ok) return answerProblem(context, asked.problem)
      const ticketId = context.req.param('ticketId')
      if (!isWritable(ticketId)) return answerProblem(context, { code: 'not_found' })
      const { desk, input } = asked.value
      const wish = { ...input, ticketId }
      return answer(context, wire.reissueTicket, await reissueTicket(deps, desk, wish))
    })
    .post(wire.giveComp.path, limit, async (context) => {
      const asked = await readAsked(deps, context, compSchema)
      if (!asked.ok) return answerProblem(context, asked.problem)
      const { desk, input } = asked.value
      return answer(context, wire.giveComp, await giveComp(deps, desk, input))
    })
    .post(checkBalanceWire.path, limit, async (context) => {
      const desk = deskOf(deps, context)
      if (!desk.ok) return answerProblem(context, desk.problem)
      return answer(context, checkBalanceWire, await checkBalance(deps, desk.value))
    })
    .get(deskReceiptsPdf.path, limit, async (context) => {
      const desk = deskOf(deps, context)
      if (!desk.ok) return answerProblem(context, desk.problem)
      const orderId = context.req.param('orderId')
      if (!v.is(uuid, orderId)) return answerProblem(context, { code: 'order_not_found' })
      return receiptsAnswer(deps, context, await desk.value.readReceipts(orderId.toLowerCase()))
    })
}
