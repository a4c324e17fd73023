// The stock of a door phone: signed tickets to sell at the door.
import type { ErrorCode } from '@maguey/ticket-core/error-code'
import { MOST_STOCK } from '@maguey/wire/door-sales'
import { askStock } from '@maguey/wire/door-stock'
import { Hono } from 'hono'
import * as v from 'valibot'
import type { Dependencies } from '../dependencies.ts'
import { failure } from '../problem.ts'
import { fillStock } from '../use-cases/fill-stock.ts'
import { answer, answerProblem } from './answer.ts'
import type { AppEnvironment } from './app-environment.ts'
import { bearerOf } from './desk-of.ts'
import { readInput } from './input.ts'
import { LIMITS, limitRate } from './limit-rate.ts'

const invalid: ErrorCode = 'invalid_request'

const stockInput = v.object({
  event_id: v.pipe(v.string(invalid), v.uuid(invalid)),
  least: v.optional(
    v.record(
      v.pipe(v.string(), v.regex(/^[0-9A-Z]{1,4}$/, invalid)),
      v.pipe(
        v.number(invalid),
        v.integer(invalid),
        v.minValue(0, invalid),
        v.maxValue(MOST_STOCK, invalid),
      ),
    ),
    {},
  ),
})

export function stockRoutes(deps: Dependencies) {
  return new Hono<AppEnvironment>().post(
    askStock.path,
    limitRate(deps, LIMITS.desk),
    async (context) => {
      const input = await readInput(context, stockInput)
      if (!input.ok) return answerProblem(context, input.problem)
      const token = bearerOf(context)
      const stock =
        token === undefined
          ? failure('not_a_device')
          : await fillStock(deps, deps.asPhone(token), input.value)
      return answer(context, askStock, stock)
    },
  )
}
